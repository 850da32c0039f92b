"""A small page of a process for the city's own website, and the lines that put it there."""
