"""SVG without what a page or a PDF does not need: prologue, comments, and styles instead of attributes."""

import re

_PROLOGUE = re.compile(r"^.*?(?=<svg)", re.S)
_METADATA = re.compile(r"<metadata>.*?</metadata>\s*", re.S)
_COMMENTS = re.compile(r"<!--.*?-->\s*", re.S)  # matplotlib repeats every text there
_STYLES = re.compile(r"<style[^>]*>.*?</style>\s*", re.S)
_STYLE = re.compile(r' style="([^"]*)"')
_DEFAULT = 'stroke-linejoin="round" stroke-linecap="butt"'


def plain(svg: str) -> str:
    """Return matplotlib's `svg` without prologue, metadata and styles."""
    body = _COMMENTS.sub("", _STYLES.sub("", _METADATA.sub("", _PROLOGUE.sub("", svg))))
    return _STYLE.sub(_attributes, body).replace("<svg ", f"<svg {_DEFAULT} ", 1)


def _attributes(found: re.Match[str]) -> str:
    pairs = (rule.split(":", 1) for rule in found.group(1).split(";") if ":" in rule)
    return "".join(f' {name.strip()}="{value.strip()}"' for name, value in pairs)
