"""Collect: Vertelpunten, question sets, stories and their answers."""
