"""Small groups in files for others: whoever has few like them keeps their background to themselves; pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from vertelpunt.exporting.columns import Cell


def trait_of(cells: Sequence[Cell]) -> bytes:
    """Return a short name for what is known of a teller: these cells together."""
    return blake2b(repr(cells).encode(), digest_size=8).digest()


def common_in_steps(stories: Iterable[tuple[bytes, bytes]], smallest: int) -> frozenset[bytes]:
    """Return the combinations that may be shown, of stories with all that is known and with what is left of it.

    Who has few like them in all of it may still have enough in what is left without the child or family. Those are
    counted among each other only: stories that are shown whole would not be taken for one of them.

    >>> sorted(common_in_steps([(b"ax", b"a")] * 5 + [(b"ay", b"a")] * 3 + [(b"az", b"a")] * 2, 5))
    [b'a', b'ax']
    """
    counts = Counter(stories)
    whole = _common(_summed((known, count) for (known, _left), count in counts.items()), smallest)
    rest = _summed((left, count) for (known, left), count in counts.items() if known not in whole)
    return whole | _common(rest, smallest)


def _summed(counts: Iterable[tuple[bytes, int]]) -> Counter[bytes]:
    found: Counter[bytes] = Counter()
    for trait, count in counts:
        found[trait] += count
    return found


def common(traits: Iterable[bytes], smallest: int) -> frozenset[bytes]:
    """Return the combinations that may be shown: each of `smallest` stories or more.

    The stories of all others stand together as those whose background is withheld; where these would be fewer than
    `smallest`, the smallest combinations that could be shown join them.

    >>> sorted(common([b"a"] * 5 + [b"b"] * 7 + [b"c"], 5)), sorted(common([b"a"] * 6, 5))
    ([b'b'], [b'a'])
    """
    return _common(Counter(traits), smallest)


def _common(counts: Counter[bytes], smallest: int) -> frozenset[bytes]:
    shown = sorted((count, trait) for trait, count in counts.items() if count >= smallest)
    withheld = sum(counts.values()) - sum(count for count, _trait in shown)
    while 0 < withheld < smallest and shown:
        withheld += shown.pop(0)[0]
    return frozenset(trait for _count, trait in shown)
