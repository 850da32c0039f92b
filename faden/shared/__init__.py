"""What contributions of all kinds have in common: comments, ratings, outcomes, thread."""
