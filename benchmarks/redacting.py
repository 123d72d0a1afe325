"""Recall and precision of what is proposed to be taken out of stories, on labelled sentences; and its time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.tables import Table, Timing, best, timings
from tests.vertelpunt.redacting.measure import Measured, sentences
from tests.vertelpunt.redacting.measure import measure as compare
from vertelpunt.redacting import CATEGORIES, Span, proposals
from vertelpunt.redacting.deduced import found_by_deduce, installed
from vertelpunt.redacting.spans import together

LIMITS = {"names": 0.9, "all": 0.85, "precision": 0.8}
SECONDS = 0.3
STORY = "Toen zei mijn moeder tegen Daan uit Almelo dat het zo niet langer ging op basisschool De Regenboog. " * 12
Find = Callable[[str], Sequence[Span]]


def measure(quick: bool) -> Iterator[Table]:
    """Yield the figures with and without deduce, on sentences that rules were tuned on and on those kept apart."""
    with TemporaryDirectory() as folder:
        finders: dict[str, Find] = {"our own rules": proposals}
        if installed():
            finders["with deduce"] = lambda text: together([*proposals(text), *found_by_deduce(text, Path(folder))])
        for who, find in finders.items():
            yield _figures(who, find, limited=who == "with deduce")
        times = [
            Timing(who, 1, best(lambda find=find: find(STORY)), SECONDS, "a story of 220 words")  # type: ignore[misc]
            for who, find in finders.items()
        ]
        yield timings("Proposals to take out: time", times)


def _share(found: int, of: int) -> str:
    return f"{found} of {of}" if of else "-"


def _figures(who: str, find: Find, limited: bool) -> Table:
    tuned, apart = (compare(sentences(held_out), find) for held_out in (False, True))
    each = ((name, [_share(one.found[name], one.labelled[name]) for one in (tuned, apart)]) for name in CATEGORIES)
    lines = [(name, *shares) for name, shares in each]
    lines.append(("recall", *(f"{one.recall():.1%}" for one in (tuned, apart))))
    lines.append(("precision", *(f"{one.precision:.1%}" for one in (tuned, apart))))
    return Table(f"Proposals to take out: {who}", ("kind", "tuned on", "kept apart"), lines, _bad(who, apart, limited))


def _bad(who: str, apart: Measured, limited: bool) -> list[str]:
    shares = {"names": apart.recall("name"), "all": apart.recall(), "precision": apart.precision}
    return [f"{who}: {name} {share:.1%}" for name, share in shares.items() if limited and share < LIMITS[name]]
