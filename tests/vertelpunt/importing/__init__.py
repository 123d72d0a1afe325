"""Tests of bringing stories in."""
