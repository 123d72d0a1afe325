"""A triad in words: its plain places, and an answer with the names of its poles."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from vertelpunt.triads import Position


def position_text(position: Position, names: Sequence[str]) -> str:
    """Say where a plain place lies between the poles called `names`."""
    named = [names[pole] for pole in position.poles]
    if len(named) == 1:
        return (_("mostly %(pole)s") if position.mostly else _("only %(pole)s")) % {"pole": named[0]}
    if len(named) == 2:
        return _("%(one)s and %(other)s alike") % {"one": named[0], "other": named[1]}
    return _("all three alike")


def shares_text(shares: Sequence[int], names: Sequence[str]) -> str:
    """Say how much goes to each pole, out of 100."""
    parts = dict(zip(("one", "two", "three"), names, strict=True)) | dict(zip("abc", shares, strict=True))
    return _("of 100: %(a)s %(one)s, %(b)s %(two)s, %(c)s %(three)s") % parts
