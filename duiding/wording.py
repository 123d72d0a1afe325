"""Words of notes made into sentences, where they become a text that others read."""

ENDS = (".", "?", "!", "…", ":")
CLOSING = "\"'”’)»"


def ended(text: str) -> str:
    """Return `text` with a full stop, unless it ends in a mark already."""
    bare = text.strip()
    if not bare or bare.rstrip(CLOSING).endswith(ENDS):
        return bare
    return f"{bare.rstrip(',;')}."


def sentence(text: str) -> str:
    """Return `text` as a sentence: with a capital and a full stop; its words stay as they are."""
    whole = ended(text)
    return whole[:1].upper() + whole[1:]
