"""Tests of vertelpunt."""
