"""Print packs: everything on paper for a table."""
