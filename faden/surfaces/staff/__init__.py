"""Where the team starts its work."""
