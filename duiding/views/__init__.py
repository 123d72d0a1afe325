"""Pages of duiding."""
