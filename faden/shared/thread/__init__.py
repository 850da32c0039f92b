"""The red thread: where an item comes from and where it led."""
