"""Tracks: which stories are on them, and which might be, by their words."""
