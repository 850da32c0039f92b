"""What the team types to set a process up; forms never save."""
