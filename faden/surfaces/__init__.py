"""Pages and commands that bring several rooms together."""
