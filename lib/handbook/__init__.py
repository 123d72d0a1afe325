"""The handbook (`docs/handleiding/`) in the product: read from its Markdown, shown, searched and printed."""
