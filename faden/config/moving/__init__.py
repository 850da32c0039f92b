"""From the embedded database to PostgreSQL: everything, compared, and resumed after a kill."""
