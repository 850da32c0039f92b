"""Faden: a municipality shapes its strategy with its citizens and keeps the red thread."""
