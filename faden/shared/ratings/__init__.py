"""Rating up or down: one per person, changeable, removable, and known to that person alone."""
