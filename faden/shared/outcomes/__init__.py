"""The answer of the city: what became of a contribution, and why."""
