"""What the dashboard shows: how many stories from whom, and how every question was answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import numpy as np
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lib.texts import localized
from patterns import background, charts, dataset
from patterns.numbers import decimal
from patterns.stats.columns import NOT_APPLICABLE, NOT_ASKED, SKIPPED, Column
from patterns.stats.describe import describe_column
from patterns.stats.settings import Settings
from people.models import Region
from vertelpunt.access import Workplace
from vertelpunt.models import Story
from vertelpunt.questions import Question

RESPONSE = (background.AUDIENCE, background.REGION, background.CHANNEL, background.PERIOD)


@dataclass(frozen=True)
class Selection:
    """Which stories somebody looks at: an audience and a region, or all; the address of the page holds it."""

    audience: str = ""
    region: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Selection":
        """Read it from an address."""
        return cls(*(query.get(name, "").replace("\0", "") for name in ("audience", "region")))

    @property
    def query(self) -> str:
        """Return it as the end of an address."""
        chosen = {"audience": self.audience, "region": self.region}
        return urlencode({name: value for name, value in chosen.items() if value})

    def of_stories(self, stories: QuerySet[Story]) -> QuerySet[Story]:
        """Return those of `stories` that are selected."""
        if self.audience:
            stories = stories.filter(audience__key=self.audience)
        return stories.filter(region__code=self.region) if self.region else stories


@dataclass(frozen=True)
class Choices:
    """What can be selected: (code, name)."""

    audiences: list[tuple[str, str]]
    regions: list[tuple[str, str]]


@dataclass(frozen=True)
class Response:
    """How many stories came from whom, by which way or when."""

    title: str
    lines: tuple[charts.Line, ...]
    unknown: str


@dataclass(frozen=True)
class Answers:
    """How one question was answered."""

    key: str
    label: str
    text: str
    n: str
    poles: tuple[str, str]
    histogram: charts.Histogram | None
    lines: tuple[charts.Line, ...]
    several: bool
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """The whole dashboard, stories excepted."""

    stories: int
    complete: int
    response: tuple[Response, ...]
    questions: tuple[Answers, ...]


def choices(place: Workplace) -> Choices:
    """Return the audiences of a Vertelpunt and the regions where stories came from."""
    audiences = [(one.key, localized(one.name)) for one in place.vertelpunt.audiences.all()]
    present = place.counted().order_by().values_list("region_id").distinct()
    regions = Region.objects.filter(pk__in=present).order_by("name").values_list("code", "name")
    return Choices(audiences, list(regions))


def overview(place: Workplace, selection: Selection) -> Overview:
    """Return how the selected stories were told and answered."""
    stories = selection.of_stories(place.counted())
    loaded = dataset.read(stories, place.vertelpunt, place.desk.coalition)
    columns = loaded.dataset().columns
    asked = {field.question.key: field.question for field in loaded.layout.fields}
    return Overview(
        stories=len(loaded.ids),
        complete=stories.filter(complete=True).count(),
        response=tuple(_response(columns)),
        questions=tuple(_answers(column, asked[column.key]) for column in columns if column.key in asked),
    )


def _response(columns: tuple[Column, ...]) -> Iterator[Response]:
    by_key = {column.key: column for column in columns}
    for key in RESPONSE:
        if key in by_key:
            figure = describe_column(by_key[key], Settings())
            unknown = len(by_key[key].values) - figure.n
            yield Response(by_key[key].label, charts.lines(figure.bars), decimal(unknown) if unknown else "")


def _answers(column: Column, question: Question) -> Answers:
    figure = describe_column(column, Settings())
    return Answers(
        key=column.key,
        label=column.label,
        text=localized(question.text),
        n=decimal(figure.n),
        poles=column.poles,
        histogram=charts.histogram(figure.groups[0]) if figure.groups else None,
        lines=charts.lines(figure.bars),
        several=column.kind == "multi",
        missing=tuple(_missing(column)),
    )


def _missing(column: Column) -> Iterator[str]:
    """Say how many did not answer, and how that came."""
    counts = np.bincount(column.state, minlength=4).tolist()
    if n := counts[SKIPPED]:
        yield ngettext("%(n)s skipped it", "%(n)s skipped it", n) % {"n": decimal(n)}
    if n := counts[NOT_APPLICABLE]:
        yield _("for %(n)s it did not apply") % {"n": decimal(n)}
    if n := counts[NOT_ASKED]:
        yield ngettext("%(n)s was not asked", "%(n)s were not asked", n) % {"n": decimal(n)}
