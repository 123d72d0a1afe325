"""Reads of duiding."""
