"""What one should know of a process: its background, questions with answers, explained terms."""
