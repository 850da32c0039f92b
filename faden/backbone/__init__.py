"""What every room stands on: people, items, processes, audit, jobs, places."""
