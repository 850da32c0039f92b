"""Everything the public may cite: one table that lists of all kinds read, and the kinds."""
