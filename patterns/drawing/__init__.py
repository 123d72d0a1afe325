"""Figures on paper and on public pages: matplotlib draws them, as SVG, from the dataclasses of the statistics."""
