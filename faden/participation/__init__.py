"""The ways of taking part, a room each."""
