"""Finding items by their words, and items like the one somebody is writing."""
