"""What people write to an office, and what the administration says about the municipality."""
