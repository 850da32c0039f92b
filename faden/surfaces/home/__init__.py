"""The first page of the city."""
