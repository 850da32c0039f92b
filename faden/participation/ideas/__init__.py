"""Ideas: handed in by citizens, rated, discussed, answered by the city."""
