"""Template tags for members' pages."""
