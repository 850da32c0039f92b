"""The team's pages of setting up."""
