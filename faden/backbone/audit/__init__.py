"""The one write path: actions, the append-only log, and the versions of pages."""
