"""A web process before its first request: everything is loaded, and stays."""

import gc

from django.urls import get_resolver


def settle() -> None:
    """Load all pages, and keep the garbage collector from going through the program: that takes 0.2 seconds."""
    _pages = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
