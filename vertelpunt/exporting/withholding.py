"""Small groups in files for others: whoever has few like them keeps their background to themselves; pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from vertelpunt.exporting.columns import Cell


def trait_of(cells: Sequence[Cell]) -> bytes:
    """Return a short name for what is known of a teller: these cells together."""
    return blake2b(repr(cells).encode(), digest_size=8).digest()


def common(traits: Iterable[bytes], smallest: int) -> frozenset[bytes]:
    """Return the combinations that may be shown: each of `smallest` stories or more.

    The stories of all others stand together as those whose background is withheld; where these would be fewer than
    `smallest`, the smallest combinations that could be shown join them.

    >>> sorted(common([b"a"] * 5 + [b"b"] * 7 + [b"c"], 5)), sorted(common([b"a"] * 6, 5))
    ([b'b'], [b'a'])
    """
    counts = Counter(traits)
    shown = sorted((count, trait) for trait, count in counts.items() if count >= smallest)
    withheld = sum(counts.values()) - sum(count for count, _trait in shown)
    while 0 < withheld < smallest and shown:
        withheld += shown.pop(0)[0]
    return frozenset(trait for _count, trait in shown)
