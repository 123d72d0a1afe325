"""Commands of vertelpunt."""
