"""The team's pages on bodies and organisations."""
