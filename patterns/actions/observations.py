"""Write observations: what is seen, how it can be read, and their order."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from patterns.hints import named
from patterns.models import Interpretation, Observation, Pattern
from people.access import Desk
from people.actions import log
from people.models import Coalition
from people.roles import Permission
from vertelpunt.access import Workplace
from vertelpunt.text import clean, clean_line

S = Observation.State
LEAST_READINGS = 2


def require_writing(desk: Desk, observation: Observation) -> None:
    """Refuse with 404 whoever may not write this card."""
    desk.require(Permission.WRITE_CARDS)
    if observation.coalition_id != desk.coalition.pk:
        raise Http404


@transaction.atomic
def make_observation(
    *, desk: Desk, place: Workplace, pattern: Pattern | None, title: str, description: str, theme: str = ""
) -> Observation:
    """Make a draft, from a pattern or from nothing; it gets the next number of the coalition."""
    desk.require(Permission.WRITE_CARDS)
    Coalition.objects.select_for_update().get(pk=desk.coalition.pk)
    last = desk.coalition.observations.aggregate(number=Max("number"), position=Max("position"))
    made = Observation.objects.create(
        coalition=desk.coalition,
        vertelpunt=place.vertelpunt,
        evaluation=pattern.evaluation if pattern else None,
        pattern_key=pattern.key if pattern else "",
        number=(last["number"] or 0) + 1,
        position=(last["position"] or 0) + 1,
        title=clean_line(title),
        description=clean(description),
        theme=clean_line(theme),
        created_by=desk.user,
    )
    log("observation-made", actor=desk.user, coalition=desk.coalition, thing=made)
    return made


@transaction.atomic
def write_observation(
    *,
    desk: Desk,
    observation: Observation,
    title: str,
    description: str,
    theme: str,
    readings: Sequence[str],
    state: str,
    seen_at: datetime | None = None,
) -> Observation:
    """Write everything that is typed on a card; what is not ready cannot be final, what changed meanwhile is not lost.

    `seen_at` is when the writer's page was made: a card that somebody else changed since then is refused.
    """
    require_writing(desk, observation)
    kept = Observation.objects.select_for_update().get(pk=observation.pk)
    if seen_at is not None and kept.changed_at > seen_at:
        raise Refused("changed_meanwhile", _(
            "Somebody else changed this card while you were writing. Nothing was overwritten: "
            "copy what you typed, open the card again and put it in."
        ))  # fmt: skip
    texts = [text for text in map(clean, readings) if text]
    kept.title, kept.description, kept.theme = clean_line(title), clean(description), clean_line(theme)
    if state == S.FINAL:
        _check_final(kept, texts)
    kept.state, kept.hidden = S(state), False
    kept.save()
    _write_readings(kept, texts)
    log("observation-written", actor=desk.user, coalition=desk.coalition, thing=kept)
    return kept


def _check_final(observation: Observation, readings: Sequence[str]) -> None:
    if len({" ".join(text.lower().split()) for text in readings}) < LEAST_READINGS:
        raise Refused("needs_two_readings", _(
            "A card can only be final with two readings that oppose each other. "
                "What you wrote still stands on the page, but was not kept yet."
        ))  # fmt: skip
    texts = [observation.title, observation.description, observation.theme, *readings]
    names = named(texts, observation.vertelpunt)
    if names:
        raise Refused("names_somebody", _(
            "A card never names a municipality or an organisation. Write it without: %(names)s."
        ) % {"names": ", ".join(names)})  # fmt: skip


def _write_readings(observation: Observation, texts: Sequence[str]) -> None:
    if [reading.text for reading in observation.interpretations.filter(hidden=False)] == list(texts):
        return
    observation.interpretations.all().delete()
    Interpretation.objects.bulk_create(
        Interpretation(observation=observation, position=position, text=text) for position, text in enumerate(texts)
    )


@transaction.atomic
def move_observation(*, desk: Desk, observation: Observation, earlier: bool) -> None:
    """Put a card one place earlier or later in the order; its number stays."""
    desk.require(Permission.WRITE_CARDS)
    Coalition.objects.select_for_update().get(pk=desk.coalition.pk)
    order = list(desk.coalition.observations.order_by("position", "number"))
    place = next((place for place, one in enumerate(order) if one.pk == observation.pk), None)
    if place is None:
        raise Http404
    other = place - 1 if earlier else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    for position, one in enumerate(order, start=1):
        Observation.objects.filter(pk=one.pk).exclude(position=position).update(position=position)
