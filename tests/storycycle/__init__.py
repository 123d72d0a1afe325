"""Tests of what belongs to the installation as a whole."""
