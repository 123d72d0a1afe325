"""The response to a Vertelpunt by channel, audience, region and day, against targets; counted in the database."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lib.texts import localized
from vertelpunt.access import counted_for
from vertelpunt.models import Story, Target, Vertelpunt
from vertelpunt.questions import read_questions
from vertelpunt.spreading.stopping import Stop, stopped_at, stops

FIELDS = {"channel": "channel", "audience": "audience", "region": "region", "day": "told_on"}
LONGEST_BY_DAY = 62  # days; longer is shown by week
FEW_OF_ALL = 0.15  # an audience below this share of all is said aloud
ENOUGH_TO_SAY = 20


@dataclass(frozen=True)
class Told:
    """How many stories were told and how many of them are complete."""

    told: int = 0
    complete: int = 0

    @property
    def incomplete(self) -> int:
        """Return how many are not complete."""
        return self.told - self.complete

    def plus(self, other: "Told") -> "Told":
        """Return both together."""
        return Told(self.told + other.told, self.complete + other.complete)


@dataclass(frozen=True)
class Choice:
    """What somebody wants to see: stories of one channel, audience, region or period; 0 is *not known*."""

    channel: int | None = None
    audience: int | None = None
    region: int | None = None
    first: date | None = None
    last: date | None = None

    def of(self, stories: QuerySet[Story]) -> QuerySet[Story]:
        """Return the stories that were chosen."""
        for name in ("channel", "audience", "region"):
            wanted = getattr(self, name)
            if wanted is not None:
                stories = stories.filter(**({name: wanted} if wanted else {f"{name}__isnull": True}))
        stories = stories.filter(told_on__gte=self.first) if self.first else stories
        return stories.filter(told_on__lte=self.last) if self.last else stories


@dataclass(frozen=True)
class Line:
    """One row: what it is about, its count, a target if there is one, and parts when it is crossed."""

    key: object
    name: str
    count: Told
    target: Target | None = None
    parts: tuple[Told, ...] = ()
    share: int = 0  # of all complete stories, in per cents
    few: bool = False

    @property
    def reached(self) -> int | None:
        """Return how much of the target is there, in whole per cents."""
        return 100 * self.count.complete // self.target.stories if self.target else None

    @property
    def bar(self) -> int:
        """Return the length of a bar of at most 100."""
        return min(100, self.reached if self.reached is not None else self.share)


def told_at(point: Vertelpunt) -> QuerySet[Story]:
    """Return the stories that count here, imported ones too: those came by no link of ours."""
    return counted_for(point.coalition, point)


def total(stories: QuerySet[Story]) -> Told:
    """Return how many of `stories` there are."""
    found = stories.aggregate(told=Count("*"), whole=Count("complete", filter=Q(complete=True)))
    return Told(found["told"], found["whole"])


def counts(stories: QuerySet[Story], *by: str) -> dict[Any, Told]:
    """Return the counts of `stories` by one thing, or by two at once."""
    fields = [FIELDS[name] for name in by]
    rows = (
        stories.order_by()
        .values_list(*fields)
        .annotate(told=Count("*"), whole=Count("complete", filter=Q(complete=True)))
    )
    return {row[0] if len(by) == 1 else tuple(row[:-2]): Told(*row[-2:]) for row in rows}


def names(point: Vertelpunt, by: str) -> dict[Any, str]:
    """Return the names of everything that stories can be counted by, in their usual order."""
    if by == "audience":
        return {one.pk: localized(one.name) for one in point.audiences.all()}
    if by == "channel":
        return {one.pk: one.name for one in point.channels.all()} | {None: _("without a link of ours")}
    used = told_at(point).exclude(region=None).order_by("region__name")
    return dict(used.values_list("region", "region__name").distinct()) | {None: _("region not known")}


def targets(point: Vertelpunt, by: str) -> dict[int, Target]:
    """Return the targets of audiences or channels."""
    if by not in ("audience", "channel"):
        return {}
    return {getattr(one, f"{by}_id"): one for one in point.targets.exclude(**{by: None})}


def whole_target(point: Vertelpunt) -> Target | None:
    """Return the target of the whole Vertelpunt."""
    return point.targets.filter(audience=None, channel=None).first()


def lines(point: Vertelpunt, stories: QuerySet[Story], by: str, across: str = "") -> list[Line]:
    """Return a line for each channel, audience or region, with a zero where nobody told; *unknown* only if used."""
    found, hoped = counts(stories, by), targets(point, by)
    whole = sum(one.complete for one in found.values())
    crossed = counts(stories, by, across) if across else {}
    columns = list(names(point, across)) if across else []
    return [
        Line(
            key=key or 0,
            name=name,
            count=found.get(key, Told()),
            target=hoped.get(key),
            parts=tuple(crossed.get((key, column), Told()) for column in columns),
            share=round(100 * found.get(key, Told()).complete / whole) if whole else 0,
        )
        for key, name in names(point, by).items()
        if key is not None or key in found
    ]


def audiences(point: Vertelpunt, stories: QuerySet[Story]) -> list[Line]:
    """Return the line of each audience; who is hardly heard is marked."""
    found = lines(point, stories, "audience")
    whole = sum(line.count.complete for line in found)
    offered = {one.pk for one in point.audiences.all() if one.offered}
    say = whole >= ENOUGH_TO_SAY and len(offered) > 1
    return [
        replace(line, few=say and line.key in offered and line.count.complete < FEW_OF_ALL * whole) for line in found
    ]


@dataclass(frozen=True)
class Bar:
    """A day or a week of the figure."""

    label: str
    count: Told


@dataclass(frozen=True)
class Days:
    """Stories by day, or by week when it is long."""

    weeks: bool
    bars: tuple[Bar, ...]
    most: int
    told: str = ""  # the bars as the path of an SVG of 600 by 100
    complete: str = ""


def days(stories: QuerySet[Story], until: date | None = None) -> Days:
    """Return the stories by day from the first to the last, empty days included."""
    ends = stories.aggregate(first=Min("told_on"), last=Max("told_on"))
    if not ends["first"]:
        return Days(False, (), 0)
    last = max(ends["last"], until or ends["last"])
    weeks = (last - ends["first"]).days > LONGEST_BY_DAY
    step = 7 if weeks else 1
    first = ends["first"] - timedelta(days=ends["first"].weekday()) if weeks else ends["first"]
    size = (last - first).days // step + 1
    found = [Told()] * size
    for day, count in counts(stories, "day").items():
        found[(day - first).days // step] = found[(day - first).days // step].plus(count)
    most = max(count.told for count in found)
    bars = tuple(Bar(date_format(first + timedelta(days=at * step), "j M Y"), count) for at, count in enumerate(found))
    told, complete = [count.told for count in found], [count.complete for count in found]
    return Days(weeks, bars, most, _path(told, most), _path(complete, most))


def _path(numbers: list[int], most: int) -> str:
    """Return bars as the path of an SVG of 600 by 100."""
    step = 600 / len(numbers)
    return "".join(
        f"M{at * step:.1f} 100v{-100 * number / most:.1f}h{step * 0.86:.1f}V100z"
        for at, number in enumerate(numbers)
        if number
    )


def where_people_stop(stories: QuerySet[Story]) -> list[Stop]:
    """Return at which page people stopped who told a story and did not finish."""
    unfinished = stories.filter(finished=False, source=Story.Source.FORM)
    rows = unfinished.values_list("version", "version__definition", "audience__key", "answers")
    read: dict[int, Any] = {}
    found = []
    for version, definition, audience, answers in rows.iterator():
        questions = read.setdefault(version, None) or read_questions(definition)
        read[version] = questions
        found.append(stopped_at(questions, audience, answers))
    return stops(found)


@dataclass(frozen=True)
class Pace:
    """How a target stands today."""

    target: Target
    complete: int

    @property
    def percent(self) -> int:
        """Return how much is there, in whole per cents."""
        return 100 * self.complete // self.target.stories

    @property
    def missing(self) -> int:
        """Return how many are still hoped for."""
        return max(0, self.target.stories - self.complete)

    @property
    def days_left(self) -> int | None:
        """Return how many days are left; below zero when the day is over."""
        return (self.target.before - timezone.localdate()).days if self.target.before else None

    @property
    def bar(self) -> int:
        """Return the length of a bar of at most 100."""
        return min(100, self.percent)


def chosen_in_words(point: Vertelpunt, choice: Choice) -> Mapping[str, str]:
    """Return what was chosen, in words, by its name in the form."""
    found = {}
    for name in ("channel", "audience", "region"):
        wanted = getattr(choice, name)
        if wanted is not None:
            found[name] = names(point, name).get(wanted or None, "")
    return found
