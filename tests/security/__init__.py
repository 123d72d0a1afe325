"""Tests of security: each can fail."""
