"""Codes by readers: how far they agree, and what counts when they do not."""
