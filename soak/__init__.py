"""Long runs, started by hand with `make soak`."""
