"""Filters of staff tables that somebody uses again and again, under a name."""
