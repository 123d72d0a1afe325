"""Key figures: read from what was typed or pasted, and printed."""
