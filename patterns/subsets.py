"""Selections of stories written as a query, such as `region=F01&help_kind=mental_health,at_home&heard=0..33`."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from patterns.explorer.conditions import ANSWER, FROM, STORY, TEXT, TO, Conditions, Looked, look_up
from patterns.explorer.matching import PERIOD
from patterns.stats.columns import Dataset, Subset

MOST_KEY = 80
AGAIN = "~"  # before the number of a further selection with the same key: keys are short, and without capitals


def subset_of(dataset: Dataset, query: str) -> Subset:
    """Return the selection that `query` describes, to be compared with the rest; refuse what nobody was asked.

    A story without an answer that is asked for is on neither side, unless another condition leaves it out already.
    """
    conditions = Conditions.of(query)
    if not conditions:
        raise Refused("empty_subset", _("A selection needs at least one condition, such as region=F01."))
    if conditions.values(TEXT):
        raise Refused("not_by_words", _("An evaluation compares by answers and background, not by words in stories."))
    found = look_up(conditions, dataset.columns, dataset.size).or_refuse().each
    member = np.logical_and.reduce([one.rows for one in found])
    possible = np.logical_and.reduce([one.rows | one.unknown for one in found])
    key = re.sub(r"[^a-z0-9_.=,&-]+", "-", query.lower())[:MOST_KEY]
    return Subset(
        key=f"subset.{key}",
        label=" · ".join(_label(one) for one in found),
        member=member,
        defined_by=tuple(dict.fromkeys(one.column.key for one in found if one.column)),
        unknown=possible & ~member,
    )


def gone_from(dataset: Dataset, queries: Sequence[str]) -> tuple[str, ...]:
    """Return the selections that ask for something that is no longer there, such as a track that was removed."""
    return tuple(query for query in queries if not _can_be_read(dataset, query))


def _can_be_read(dataset: Dataset, query: str) -> bool:
    try:
        subset_of(dataset, query)
    except Refused:
        return False
    return True


def subsets_of(dataset: Dataset, queries: Sequence[str]) -> tuple[Subset, ...]:
    """Return the selections that `queries` describe, each with a key of its own, without those that are gone."""
    found: list[Subset] = []
    left_out = gone_from(dataset, queries)
    for one in (subset_of(dataset, query) for query in queries if query not in left_out):
        same = sum(other.key.partition(AGAIN)[0] == one.key for other in found)
        found.append(replace(one, key=f"{one.key}{AGAIN}{same + 1}") if same else one)
    return tuple(found)


def keys_in(query: str) -> set[str]:
    """Return the keys of the columns that `query` may ask for."""
    names = {one.name for one in Conditions.of(query).each}
    keys = {key for name in names for key in (name, f"{STORY}{name}", name.removeprefix(ANSWER))}
    return keys | ({PERIOD} if names & {FROM, TO} else set())


def _label(one: Looked) -> str:
    spans = one.column is not None and one.column.kind == "slider"
    return f"{one.label}{' ' if spans else ': '}{', '.join(one.words)}"
