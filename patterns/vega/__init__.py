"""Charts on screen: Vega-Lite specifications from the dataclasses of the statistics; no Django in it."""
