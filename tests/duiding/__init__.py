"""Tests of duiding."""
