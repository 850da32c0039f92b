"""Work after the request: jobs with a lease, tried again with back-off, or by schedule."""
