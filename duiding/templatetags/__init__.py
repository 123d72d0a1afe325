"""Template tags of duiding."""
