"""Telling on paper: the form that is printed from a question set, and the script for a story table."""
