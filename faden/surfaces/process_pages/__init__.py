"""The public list of processes and the page of one, with all that is shown there."""
