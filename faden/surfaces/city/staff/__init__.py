"""Where the administration sets the municipality up, below /team/stadt/."""
