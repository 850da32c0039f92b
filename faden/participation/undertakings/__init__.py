"""The list of undertakings: what the city plans and does, and whether people take part in it."""
