"""Hiding contributions with a reason, and showing them again."""
