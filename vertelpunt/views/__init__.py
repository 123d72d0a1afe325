"""Pages of vertelpunt."""
