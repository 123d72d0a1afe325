"""Template tags of patterns."""
