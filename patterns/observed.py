"""The patterns of observations: what each card shows, what counts now, and where the two differ."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from patterns.discreet import Discreet
from patterns.focus import large_enough, spoken
from patterns.made_of import Counted, kept
from patterns.models import Evaluation, Observation, ObservationPattern, Pattern
from patterns.numbers import decimal

MOST_ROWS = 12


def newest_patterns(observations: Iterable[Observation]) -> dict[int, Pattern]:
    """Return the pattern of each link of `observations`, by the link's pk, as the newest evaluation counted it."""
    links: dict[tuple[int, int], list[ObservationPattern]] = {}
    for one in observations:
        links.setdefault((one.coalition_id, one.vertelpunt_id), []).extend(one.patterns.all())
    found: dict[int, Pattern] = {}
    for (coalition, vertelpunt), some in links.items():
        found |= _newest(coalition, vertelpunt, some)
    return found


def _newest(coalition: int, vertelpunt: int, links: Sequence[ObservationPattern]) -> dict[int, Pattern]:
    if not links:
        return {}
    runs = Evaluation.objects.filter(coalition=coalition, vertelpunt=vertelpunt)
    done = runs.filter(state=Evaluation.State.DONE, stale=False).order_by("-number").defer("counted").first()
    if done is None:
        return {}
    patterns = {one.key: one for one in done.patterns.filter(key__in={link.key for link in links})}
    for pattern in patterns.values():
        pattern.evaluation = done
    return {link.pk: patterns[link.key] for link in links if link.key in patterns}


def shown_patterns(observations: Sequence[Observation]) -> dict[int, list[Counted | None]]:
    """Return by observation what a card shows of each pattern: what it was made of, else what counts now."""
    following = [one for one in observations if any(link.made_of is None for link in one.patterns.all())]
    newest = newest_patterns(following)
    return {one.pk: [_shown(link, newest) for link in one.patterns.all()] for one in observations}


def _shown(link: ObservationPattern, newest: Mapping[int, Pattern]) -> Counted | None:
    pattern = newest.get(link.pk)
    return kept(link.made_of) or (Counted.of(pattern) if pattern else None)


@dataclass(frozen=True)
class Changed:
    """A pattern whose numbers are others than those that its card shows; or that lost them, as a story went."""

    link: ObservationPattern
    before: Counted | None
    now: Counted | None
    discreet: Discreet

    @property
    def may_stay(self) -> bool:
        """Tell whether the card may go on with what it was made of: never when a story in it changed or went."""
        return self.before is not None

    @cached_property
    def rows(self) -> list[tuple[str, str, str]]:
        """Return what differs: its name, what it was and what it is; empty where it is not known."""
        before, now = self._facts(self.before), self._facts(self.now)
        names = list(dict.fromkeys([*before, *now]))
        rows = [(name, before.get(name, ""), now.get(name, "")) for name in names if before.get(name) != now.get(name)]
        return rows[:MOST_ROWS]

    @property
    def summary(self) -> str:
        """Return the first things that differ, in one line."""
        said = [
            _("%(name)s was %(before)s, is %(now)s") % {"name": name, "before": before, "now": now}
            for name, before, now in self.rows[:3]
            if before and now
        ]
        return "; ".join(said)

    def said_in(self, text: str) -> list[tuple[str, str, str]]:
        """Return the counts that `text` gives and that are others now: what it says, of what, and what it is now."""
        if self.before is None:
            return []
        numbers = set(re.findall(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])", text))
        return [(before, name, now) for name, before, now in self.rows if before in numbers and now]

    def _facts(self, counted: Counted | None) -> dict[str, str]:
        return facts(counted, self.discreet) if counted else {}


def facts(counted: Counted, discreet: Discreet) -> dict[str, str]:
    """Return the numbers of a pattern that people speak about, by name; never of a group that is too small."""
    said = {_("stories counted"): decimal(counted.stories)}
    if counted.figure is None:
        return said
    figure = large_enough(discreet.figure(counted.figure))
    said |= {_("stories with an answer"): decimal(figure.n)}
    for group in spoken(figure.groups):
        name = {"group": group.label or figure.x}
        said[_("n of %(group)s") % name] = decimal(group.summary.n)
        said[_("mean of %(group)s") % name] = decimal(group.summary.mean)
    for bar in figure.bars:
        said[bar.label] = decimal(bar.n)
    return said


def changed_patterns(observations: Sequence[Observation]) -> dict[int, list[Changed]]:
    """Return by observation the patterns at which somebody must look; those without any are not there."""
    concerned = [one for one in observations if any(link.made_of or link.lost for link in one.patterns.all())]
    newest = newest_patterns(concerned)
    found = {one.pk: [_changed(one, link, newest) for link in one.patterns.all()] for one in concerned}
    changed = {pk: [change for change in some if change] for pk, some in found.items()}
    return {pk: some for pk, some in changed.items() if some}


def _changed(one: Observation, link: ObservationPattern, newest: Mapping[int, Pattern]) -> Changed | None:
    pattern = newest.get(link.pk)
    before, now = kept(link.made_of), Counted.of(pattern) if pattern else None
    if not link.lost and (before is None or now is None or now.digest in (before.digest, link.passed_over)):
        return None
    known = now or before
    return Changed(link, before, now, Discreet.of(one.vertelpunt, known.questions if known else ()))
