"""The public data as JSON, to be read by programs: processes, ideas, comments."""
