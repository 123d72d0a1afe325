"""What changes evaluations and observations."""
