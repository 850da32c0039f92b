"""Who takes part: accounts, guests and offices of the city; their limits and personal data."""
