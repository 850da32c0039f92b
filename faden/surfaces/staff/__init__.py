"""Where the team starts: what waits for whom by when, and the log, opened for a cause only."""
