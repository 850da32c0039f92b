"""Backups: a consistent copy of database and files with checksums, and the way back."""
