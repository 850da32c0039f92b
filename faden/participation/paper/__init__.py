"""Paper: idea cards with a number, walls they hang on, and what became of each."""
