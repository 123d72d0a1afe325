"""What the API takes and gives, described for its schema."""
