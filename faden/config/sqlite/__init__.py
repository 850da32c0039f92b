"""Django's backend for SQLite, with a shorter way to the one place where writing is allowed."""
