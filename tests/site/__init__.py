"""The gates that every page passes: found by its URL name, in a real Chromium, on the demo city."""
