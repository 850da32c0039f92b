"""Bodies that accompany a process, and organisations that take part under their own name."""
