"""Commands of duiding."""
