"""The parts of the city: a page for each with what runs there, and all of them on a map."""
