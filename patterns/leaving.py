"""Patterns, observations and cards as rows that leave: no group of fewer than five, and no name of a partner."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lib.listing import Listing, Row
from lib.texts import localized
from patterns import words
from patterns.background import CHANNEL
from patterns.card import Card, CardPattern
from patterns.discreet import Discreet
from patterns.findings import audience_names
from patterns.focus import large_enough, spoken
from patterns.models import Evaluation, Observation, Pattern
from patterns.numbers import LEAST
from patterns.paper.words import disclaimer
from patterns.stats.figures import Figure
from patterns.stats.results import Part
from patterns.stats.settings import Settings


def pattern_list(evaluation: Evaluation, found: QuerySet[Pattern]) -> Listing:
    """Return patterns of an evaluation with their numbers; docs/evaluation-format.md says what each name means."""
    heads = {
        "rank": _("rank"),
        "key": _("key"),
        "kind": _("kind"),
        "questions": _("questions"),
        "labels": _("names of the questions"),
        "audience": _("looked for in one group only"),
        "n": _("stories with all answers"),
        "tellers": _("people tested"),
        "test": _("test"),
        "statistic": _("statistic"),
        "df": _("degrees of freedom"),
        "p": "p",
        "q": _("p, corrected"),
        "effect": _("effect size"),
        "value": _("its value"),
        "low": _("its lower end"),
        "high": _("its upper end"),
        "verdict": _("verdict"),
        "holds": _("holds"),
        "why": _("why"),
        "parts": _("parts: name, stories, p, effect"),
    }
    about = {"vertelpunt": localized(evaluation.vertelpunt.title), "disclaimer": disclaimer(), "small": _few()}
    name = f"{evaluation.vertelpunt.slug}-{_('patterns')}"
    return Listing(name, heads, _patterns(evaluation, found), about)


def _few() -> str:
    return _("What fewer than %(least)d stories share is not in this file.") % {"least": LEAST}


def _patterns(evaluation: Evaluation, found: QuerySet[Pattern]) -> Iterator[Row]:
    discreet, plain = Discreet.of(evaluation.vertelpunt, [CHANNEL]), Discreet({})
    audiences, settings = audience_names(evaluation.vertelpunt), Settings.from_dict(evaluation.settings)
    for pattern in found.filter(n__gte=LEAST).iterator(chunk_size=500):
        pattern.evaluation = evaluation
        names = discreet if CHANNEL in pattern.questions.split() else plain
        yield _pattern(pattern, names, settings) | {"audience": audiences.get(pattern.audience, pattern.audience)}


def _pattern(pattern: Pattern, discreet: Discreet, settings: Settings) -> dict[str, Any]:
    found = pattern.found
    effect = found.effect.to_dict() if found.effect else {}
    numbers = {name: getattr(found, name) for name in ("n", "tellers", "test", "statistic", "df", "p", "q")}
    said = {"why": discreet.text(words.why(found, settings)), "parts": _parts(found.parts, discreet)}
    known = {"rank": pattern.rank, "key": pattern.key, "kind": found.kind, "questions": list(found.questions)}
    judged = {"labels": list(found.labels), "verdict": found.verdict, "holds": found.holds}
    sizes = {name: effect.get(name) for name in ("value", "low", "high")}
    return known | judged | numbers | sizes | said | {"effect": effect.get("name")}


def _parts(parts: Sequence[Part], discreet: Discreet) -> list[dict[str, Any]]:
    return [
        {"label": discreet.text(one.label), "n": one.n, "p": one.p_holm, "effect": one.effect and one.effect.value}
        for one in parts
        if one.n >= LEAST and not one.small
    ]


def observation_list(name: str, observations: QuerySet[Observation]) -> Listing:
    """Return what people wrote of patterns; not the notes that they made for themselves."""
    heads = {
        "number": _("number"),
        "title": _("title"),
        "theme": _("theme"),
        "state": _("state"),
        "strength": _("how strong"),
        "seen": _("what we see"),
        "readings": _("readings"),
        "opposing": _("readings that oppose each other"),
        "patterns": _("patterns"),
        "vertelpunt": _("Vertelpunt"),
        "version": _("version"),
        "changed": _("last changed"),
    }
    found = observations.filter(hidden=False).select_related("vertelpunt")
    rows = map(_observation, found.prefetch_related("patterns", "interpretations"))
    return Listing(f"{name}-{_('observations')}", heads, rows, {"disclaimer": disclaimer()})


def _observation(one: Observation) -> Row:
    plain = {name: getattr(one, name) for name in ("number", "title", "theme", "state", "opposing", "version")}
    return plain | {
        "strength": str(one.get_strength_display()) if one.strength else "",
        "seen": one.description,
        "readings": [reading.text for reading in one.interpretations.all() if not reading.hidden],
        "patterns": [link.key for link in one.patterns.all()],
        "vertelpunt": one.vertelpunt.slug,
        "changed": one.changed_at.date(),
    }


def card_list(name: str, cards: Sequence[Card]) -> Listing:
    """Return what stands on cards, in their order: quotes of tellers who may be quoted, numbers of groups of five."""
    heads = {
        "number": _("number"),
        "title": _("title"),
        "theme": _("theme"),
        "state": _("state"),
        "coalition": _("coalition"),
        "vertelpunt": _("Vertelpunt"),
        "period": _("period"),
        "questions": _("questions"),
        "strength": _("why it stands out"),
        "numbers": _("numbers"),
        "seen": _("what we see"),
        "readings": _("readings"),
        "quotes": _("quotes"),
        "typical": _("typical stories"),
        "counter": _("counter-examples"),
        "middle": _("stories from the middle"),
        "evaluation": _("evaluation"),
    }
    about = {"disclaimer": disclaimer(), "small": _few()}
    return Listing(f"{name}-{_('cards')}", heads, map(_card, cards), about)


def _card(card: Card) -> Row:
    names = ("number", "title", "theme", "state", "coalition", "vertelpunt", "period", "seen")
    return {name: getattr(card, name) for name in names} | {
        "questions": [question.short for pattern in card.patterns for question in pattern.questions],
        "strength": [pattern.strength for pattern in card.patterns if pattern.strength],
        "numbers": [number for pattern in card.patterns for number in _numbers(pattern)],
        "readings": [{"letter": letter, "text": text} for letter, text in card.readings],
        "quotes": [{"audience": quote.audience, "text": quote.text} for quote in card.quotes],
        "typical": list(card.typical),
        "counter": list(card.counter),
        "middle": list(card.middle),
        "evaluation": card.run,
    }


def _numbers(pattern: CardPattern) -> list[dict[str, Any]]:
    counted = [{"name": _("stories counted"), "value": pattern.stories}] if pattern.stories >= LEAST else []
    if pattern.figure is None or pattern.figure.n < LEAST:
        return counted
    return [*counted, *_shown(large_enough(pattern.figure))]


def _shown(figure: Figure) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{"name": _("stories with an answer"), "value": figure.n}]
    for group in spoken(figure.groups):
        name = {"group": group.label or figure.x}
        found.append({"name": _("n of %(group)s") % name, "value": group.summary.n})
        mean = group.summary.mean
        found.append({"name": _("mean of %(group)s") % name, "value": None if mean is None else round(mean, 1)})
    return [*found, *({"name": bar.label, "value": bar.n} for bar in figure.bars)]
