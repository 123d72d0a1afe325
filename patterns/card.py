"""An observation card: everything that stands on it, read once, for paper and for the screen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min, Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lib.texts import localized
from patterns import background
from patterns.discreet import Discreet, public_name
from patterns.made_of import Counted
from patterns.models import Interpretation, Observation, Pattern, Quote, TypicalStory
from patterns.numbers import decimal
from patterns.observed import newest_patterns, shown_patterns
from patterns.stats.columns import READERS
from patterns.stats.figures import Figure
from people.models import Coalition
from vertelpunt.models import Audience, Story, Vertelpunt
from vertelpunt.questions import Question, read_questions

TELLERS: dict[str, Promise] = {
    "youth": gettext_lazy("child or young person"),
    "parent": gettext_lazy("parent or carer"),
    "professional": gettext_lazy("professional"),
    "everybody": gettext_lazy("teller"),
}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class CardQuestion:
    """A question on a card: its number in the newest question set, its words and how it is answered."""

    key: str
    number: int | None
    short: str
    text: str
    how: str
    poles: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class CardQuote:
    """Words of a teller, with who and which story."""

    text: str
    audience: str
    story: int


@dataclass(frozen=True)
class CardPattern:
    """What a card shows of one pattern. Without a `figure` its numbers are being counted again."""

    questions: tuple[CardQuestion, ...]
    answered: str
    figure: Figure | None
    kind: str
    strength: str
    stories: int
    run: int | None
    on: date | None


NO_PATTERN = CardPattern((), "", None, "", "", 0, None, None)


@dataclass(frozen=True)
class Card:
    """What a card says. Most cards are about one pattern: the first, whose parts have names here as well."""

    pk: int
    number: int
    title: str
    theme: str
    state: str
    patterns: tuple[CardPattern, ...]
    seen: str
    readings: tuple[tuple[str, str], ...]
    quotes: tuple[CardQuote, ...]
    typical: tuple[int, ...]
    counter: tuple[int, ...]
    middle: tuple[int, ...]
    coalition: str
    vertelpunt: str
    period: str
    fictional: bool

    @property
    def first(self) -> CardPattern:
        """Return its first pattern; one that shows nothing when it has none."""
        return self.patterns[0] if self.patterns else NO_PATTERN

    @property
    def questions(self) -> tuple[CardQuestion, ...]:
        """Return the questions of the first pattern."""
        return self.first.questions

    @property
    def answered(self) -> str:
        """Return how many answered the questions of the first pattern, in words."""
        return self.first.answered

    @property
    def figure(self) -> Figure | None:
        """Return the figure of the first pattern."""
        return self.first.figure

    @property
    def kind(self) -> str:
        """Return the kind of the first pattern."""
        return self.first.kind

    @property
    def strength(self) -> str:
        """Return why the first pattern stands out."""
        return self.first.strength

    @property
    def stories(self) -> int:
        """Return how many stories were counted for the first pattern."""
        return self.first.stories

    @property
    def run(self) -> int | None:
        """Return the number of the evaluation that counted the first pattern."""
        return self.first.run


def whole(observations: QuerySet[Observation]) -> QuerySet[Observation]:
    """Return `observations` with everything that their cards need, in a few queries."""
    quotes = Quote.objects.select_related("release__story__audience").filter(release__story__may_quote="yes")
    return observations.select_related("coalition__parent__parent", "vertelpunt").prefetch_related(
        "patterns",
        Prefetch("interpretations", Interpretation.objects.filter(hidden=False)),
        Prefetch("typical_stories", TypicalStory.objects.select_related("story")),
        Prefetch("quotes", quotes),
    )


def cards_of(observations: QuerySet[Observation]) -> list[Card]:
    """Return the cards of `observations`, without those that are hidden."""
    found = list(whole(observations.filter(hidden=False)))
    patterns = shown_patterns(found)
    known = {one.vertelpunt_id: Reading.of(one.vertelpunt) for one in found}
    return [_card(one, patterns[one.pk], known[one.vertelpunt_id]) for one in found]


def card_of(observation: Observation) -> Card | None:
    """Return the card of one observation; None when it is hidden."""
    return next(iter(cards_of(Observation.objects.filter(pk=observation.pk))), None)


def current_pattern(observation: Observation) -> Pattern | None:
    """Return the first pattern of an observation as it counts now; None while it is being counted again."""
    links = list(observation.patterns.all()[:1])
    return newest_patterns([observation]).get(links[0].pk) if links else None


@dataclass(frozen=True)
class Reading:
    """What a card must know of a Vertelpunt: its questions with their numbers, and its days."""

    vertelpunt: Vertelpunt
    questions: dict[str, tuple[int, Question]]
    days: tuple[date | None, date | None]

    @classmethod
    def of(cls, vertelpunt: Vertelpunt) -> "Reading":
        """Read them."""
        found: dict[str, tuple[int, Question]] = {}
        for version in vertelpunt.versions.exclude(published_on=None).order_by("asked", "number"):
            for number, question in enumerate(read_questions(version.definition), start=1):
                found[question.key] = (number, question)
        days = Story.objects.filter(vertelpunt=vertelpunt).exclude(state=Story.State.HELD)
        ends = days.aggregate(first=Min("told_on"), last=Max("told_on"))
        return cls(vertelpunt, found, (ends["first"], ends["last"]))

    def question(self, key: str, label: str = "") -> CardQuestion:
        """Return question `key` as a card names it; what readers judged by its `label`, which says so."""
        if key.startswith(READERS):
            return CardQuestion(key, None, label, label, _("judged by readers, not by the tellers"))
        if key not in self.questions:
            name = str(background.KEYS.get(key, key))
            return CardQuestion(key, None, name, name, _("known of each story"))
        number, question = self.questions[key]
        poles = (localized(question.poles[0]), localized(question.poles[1])) if question.poles else ("", "")
        short = localized(question.short) or localized(question.text) or key
        return CardQuestion(key, number, short, localized(question.text), _how(question, poles), poles)


def _how(question: Question, poles: tuple[str, str]) -> str:
    if question.kind == "slider":
        return _("slider, 0 = %(low)s, 100 = %(high)s") % {"low": poles[0], "high": poles[1]}
    if question.kind == "triad":
        named = dict(zip("abc", (localized(one.label) for one in question.options), strict=True))
        return _("between three ends: %(a)s, %(b)s and %(c)s") % named
    if question.kind == "multi" and question.max_choices:
        return _("several answers, at most %(count)s") % {"count": question.max_choices}
    return _("several answers") if question.kind == "multi" else _("one answer")


def _card(observation: Observation, patterns: Sequence[Counted | None], reading: Reading) -> Card:
    chosen = list(observation.typical_stories.all())
    shown = tuple(_pattern(observation, pattern, reading) for pattern in patterns)
    return Card(
        pk=observation.pk,
        number=observation.number,
        title=observation.title,
        theme=observation.theme,
        state=observation.state,
        patterns=shown,
        seen=observation.description,
        readings=_readings(observation.interpretations.all()),
        quotes=tuple(_quotes(observation.quotes.all())),
        typical=_numbers(chosen, TypicalStory.Part.TYPICAL),
        counter=_numbers(chosen, TypicalStory.Part.COUNTER),
        middle=_numbers(chosen, TypicalStory.Part.MIDDLE),
        coalition=public_name(observation.coalition),
        vertelpunt=localized(observation.vertelpunt.title),
        period=_period(reading.days, shown[0].on if shown else None),
        fictional=_fictional(observation.coalition, observation.vertelpunt),
    )


def _pattern(observation: Observation, counted: Counted | None, reading: Reading) -> CardPattern:
    if counted is None:
        return NO_PATTERN
    discreet = Discreet.of(observation.vertelpunt, counted.questions)
    return CardPattern(
        questions=tuple(map(reading.question, counted.questions, counted.labels)),
        answered=_answered(counted),
        figure=discreet.figure(counted.figure) if counted.figure else None,
        kind=counted.kind,
        strength=discreet.text(counted.why) if counted.tested else "",
        stories=counted.stories,
        run=counted.run,
        on=counted.on,
    )


def _answered(counted: Counted) -> str:
    if counted.figure is None:
        return ""
    counts = {"n": decimal(counted.figure.n), "stories": decimal(counted.stories)}
    asked = len(counted.questions)
    if asked == 1:
        return _("%(n)s of %(stories)s stories answered it") % counts
    if asked > 2:
        return _("%(n)s of %(stories)s stories answered all") % counts
    return _("%(n)s of %(stories)s stories answered both") % counts


def _readings(interpretations: Iterable[Interpretation]) -> tuple[tuple[str, str], ...]:
    return tuple((letter, reading.text) for letter, reading in zip(LETTERS, interpretations, strict=False))


def _quotes(quotes: Iterable[Quote]) -> Iterable[CardQuote]:
    for quote in quotes:
        story = quote.release.story
        words = " ".join(quote.text.split())
        yield CardQuote(words, teller(story.audience), story.number)


def teller(audience: Audience) -> str:
    """Return who told a story: one of an audience, not all of them."""
    return str(TELLERS.get(audience.key) or localized(audience.name))


def _numbers(chosen: Sequence[TypicalStory], part: str) -> tuple[int, ...]:
    return tuple(one.story.number for one in chosen if one.part == part)


def _fictional(coalition: Coalition, vertelpunt: Vertelpunt) -> bool:
    return coalition.fictional or vertelpunt.coalition.fictional


def _period(days: tuple[date | None, date | None], on: date | None) -> str:
    first, last = days
    if first is None or last is None:
        return ""
    return period_words(first, max(first, min(last, on)) if on else last)


def period_words(first: date, last: date) -> str:
    """Return the months from `first` to `last` in words."""
    if (first.year, first.month) == (last.year, last.month):
        return date_format(last, "F Y")
    start = date_format(first, "F" if first.year == last.year else "F Y")
    return f"{start}–{date_format(last, 'F Y')}"
