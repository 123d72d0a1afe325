"""Repeatable measurements of the statistics: speed, error rates, coverage and power; run by make bench."""
