"""What everybody sees of the municipality: contact, legal pages, its colours."""
