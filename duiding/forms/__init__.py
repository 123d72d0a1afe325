"""Forms of duiding."""
