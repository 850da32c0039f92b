"""The process of a strategy: its phases and what they open, milestones, action fields, roles."""
