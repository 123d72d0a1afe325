"""Where the fonts are that come as packages: for paper, for figures and for members' pages."""

from importlib.util import find_spec
from pathlib import Path

FONT_PACKAGES = {
    "font_source_sans_pro": "files",
    "font_source_serif_pro": "files",
    "matplotlib": "mpl-data/fonts/ttf",  # DejaVu, and its last resort for emoji
}


def font_folder(package: str) -> Path:
    """Return the folder with the fonts that `package` brings, without importing it."""
    found = find_spec(package)
    if found is None or found.origin is None:
        raise RuntimeError(f"{package} is not installed: pip install -r requirements.txt")
    return Path(found.origin).parent / FONT_PACKAGES[package]
