"""Figures on paper and on public pages, as SVG, from the dataclasses of the statistics."""
