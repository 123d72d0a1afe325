"""Quotes proposed from the stories of a card: whole sentences, with why, and what in them may be a name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from re import Pattern as Words

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lib.texts import localized
from patterns.focus import named_in
from patterns.models import Observation, Quote
from patterns.observed import newest_patterns
from patterns.sentences import Span, sentences
from patterns.typical.naming import looks_like_names, pieces_of
from patterns.typical.quotable import Quotable, quotable, topic_of
from patterns.typical.settings import PARTS
from people.models import Coalition, Region
from vertelpunt.access import Workplace
from vertelpunt.models import Story, Vertelpunt
from vertelpunt.questions import Question, read_questions

MOST = 6
ORDER: tuple[str, ...] = PARTS


@dataclass(frozen=True)
class ProposedQuote:
    """Words of a story that could stand on the card."""

    story: Story
    span: Span
    reason: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the words."""
        return self.story.release.text[self.span.start : self.span.end]


@dataclass(frozen=True)
class Quoting:
    """What is needed to propose quotes for one card, read once."""

    observation: Observation
    questions: tuple[str, ...]
    known: tuple[str, ...]
    quoted: tuple[Quote, ...]

    @classmethod
    def of(cls, observation: Observation) -> "Quoting":
        """Read it."""
        newest = newest_patterns([observation]).values()
        questions = tuple(dict.fromkeys(key for pattern in newest for key in pattern.questions.split()))
        quotes = tuple(observation.quotes.select_related("release"))
        return cls(observation, questions, tuple(known_names(observation.vertelpunt)), quotes)

    def from_story(self, story: Story) -> list[ProposedQuote]:
        """Return what could be quoted from one story; nothing when its teller did not allow it."""
        if story.may_quote != Story.Quote.YES:
            return []
        text, language = story.release.text, story.language.split("-")[0]
        found = quotable(text, sentences(text), self._about(story, language), language=language)
        return [self._proposed(story, one) for one in found if not self._stands(story, one)]

    def _about(self, story: Story, language: str) -> Words[str] | None:
        """Return the words that speak about the pattern: its questions, and the options that the card names."""
        asked = [one for one in read_questions(story.version.definition) if one.key in self.questions]
        said = f"{self.observation.title}\n{self.observation.description}"
        options = [option for one in asked for option in one.options if named_in(said, [localized(option.label)])]
        keys = [one.key for one in asked] + [option.code for option in options]
        labels = [localized(one.short, language) for one in asked if not _has_steps(one)]
        return topic_of(keys, labels + [localized(option.label, language) for option in options], language)

    def _stands(self, story: Story, one: Quotable) -> bool:
        """Tell whether a part of these words is on the card already."""
        here = (quote for quote in self.quoted if quote.release_id == story.release.pk)
        return any(quote.start < one.end and quote.end > one.start for quote in here)

    def _proposed(self, story: Story, one: Quotable) -> ProposedQuote:
        span = Span(one.start, one.end)
        return ProposedQuote(story, span, tuple(_reason(one)), tuple(self.names(story, span)))

    def names(self, story: Story, span: Span) -> list[str]:
        """Return what in a piece of a released text may be a name."""
        return looks_like_names(story.release.text, span.start, span.end, self.known)


def _has_steps(question: Question) -> bool:
    """Tell whether the options of a question say nothing about what it asks: very negative, neither ..."""
    return question.kind == "ordered"


def proposed_quotes(place: Workplace, observation: Observation) -> list[ProposedQuote]:
    """Return quotes from the stories on a card, in their order the best of each, then the next of each."""
    chosen = list(observation.typical_stories.values_list("part", "position", "story__number"))
    numbers = [number for _part, _position, number in sorted(chosen, key=lambda row: (ORDER.index(row[0]), row[1:]))]
    stories = place.readable().filter(number__in=numbers).select_related("audience", "version")
    quoting = Quoting.of(observation)
    each = [quoting.from_story(story) for story in sorted(stories, key=lambda one: numbers.index(one.number))]
    return list(_in_turn(each))[:MOST]


def _in_turn(each: Sequence[Sequence[ProposedQuote]]) -> Iterator[ProposedQuote]:
    for turn in range(max(map(len, each), default=0)):
        yield from (some[turn] for some in each if turn < len(some))


def _reason(one: Quotable) -> Iterable[str]:
    if one.about:
        yield _("says what it is about: %(words)s") % {"words": ", ".join(one.about[:3])}
    if one.concrete:
        yield _("concrete")
    if one.alone:
        yield _("can be understood by itself")
    yield ngettext("%(count)d word", "%(count)d words", one.words) % {"count": one.words}


def known_names(vertelpunt: Vertelpunt) -> list[str]:
    """Return the names of regions, coalitions and partners, and the words in them that could stand for the whole."""
    regions = Region.objects.values_list("name", flat=True)
    above = {one.pk for one in vertelpunt.coalition.with_ancestors()}
    coalitions = Coalition.objects.exclude(pk__in=above, kind=Coalition.Kind.NATIONAL).values_list("name", flat=True)
    partners = vertelpunt.partners.values_list("name", flat=True)
    return sorted({*pieces_of(regions), *coalitions, *partners})


def names_in(story: Story, span: Span) -> list[str]:
    """Return what in a piece of a released text may be a name."""
    return looks_like_names(story.release.text, span.start, span.end, known_names(story.vertelpunt))
