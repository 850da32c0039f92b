"""Work in the background: what the team asked for and how far it is, and what failed."""
