"""The pages of the team for ideas."""
