"""Builders of observations and what one reads in their PDFs."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader

from patterns.card import cards_of
from patterns.models import Evaluation, Interpretation, Observation, ObservationPattern, Pattern, Quote, TypicalStory
from patterns.printing import cards_pdf
from vertelpunt.models import Story

READINGS = ("Wie luistert, helpt al.", "Wie geholpen is, voelt zich achteraf gehoord.")


def observation(pattern: Pattern, **fields: Any) -> Observation:
    """Return an observation of `pattern` with two readings."""
    run = pattern.evaluation
    made = Observation.objects.create(
        coalition=run.coalition,
        vertelpunt=run.vertelpunt,
        **{"number": Observation.objects.count() + 1, "title": "Hoe beter, hoe meer gehoord"}
        | {
            "description": "In deze ervaringen gaan beide samen.",
            "theme": "Gehoord worden",
            "state": "final",
            "opposing": "AB",
        }
        | fields,
    )
    ObservationPattern.objects.create(observation=made, key=pattern.key)
    for place, text in enumerate(READINGS):
        Interpretation.objects.create(observation=made, position=place, text=text)
    return made


def pattern(evaluation: Evaluation, kind: str = "slider_ordered", *questions: str) -> Pattern:
    """Return a pattern of this kind, about these questions."""
    found = evaluation.patterns.filter(kind=kind).exclude(key__contains="@")
    for question in questions:
        found = found.filter(questions__contains=f" {question} ")
    return found.select_related("evaluation").order_by("key")[0]


def add_story(card: Observation, story: Story, quoted: str = "", part: str = "typical") -> None:
    """Let `story` go with `card`, quoting the words `quoted`."""
    TypicalStory.objects.create(observation=card, story=story, part=part, position=card.typical_stories.count())
    if quoted:
        start = story.release.text.index(quoted)
        Quote.objects.create(observation=card, release=story.release, start=start, end=start + len(quoted))


def printed(card: Observation) -> str:
    """Return the text of the card's PDF, every blank as one space."""
    return text_of(cards_pdf(cards_of(Observation.objects.filter(pk=card.pk))))


def text_of(pdf: bytes) -> str:
    """Return all text of a PDF, without soft hyphens, every blank as one space."""
    pages = (page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(" ".join(pages).replace("\u00ad\n", "").replace("\u00ad", "").split())
