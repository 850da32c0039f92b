"""Pages about the own account, and about its second factor."""
