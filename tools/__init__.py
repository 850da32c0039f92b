"""Set-up and test runs of the work tree."""
