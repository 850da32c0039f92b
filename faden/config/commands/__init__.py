"""The commands of administrators; each is a function from words to an exit code."""
