"""Template tags of vertelpunt."""
