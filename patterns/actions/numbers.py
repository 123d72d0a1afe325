"""The patterns of a card and their numbers: add one, take one off, take new numbers over or stay with the old."""

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from lib.errors import Refused
from patterns import made_of
from patterns.actions.observations import require_writing
from patterns.models import Evaluation, Observation, ObservationPattern, Pattern
from patterns.observed import changed_patterns, newest_patterns
from people.access import Desk
from people.actions import log

MOST_PATTERNS = 4


def _touched(observation: Observation) -> None:
    """Let pages that show the card know that it is another now; its words are not a new version."""
    Observation.objects.filter(pk=observation.pk).update(changed_at=timezone.now())


@transaction.atomic
def add_pattern(*, desk: Desk, observation: Observation, pattern: Pattern) -> ObservationPattern:
    """Let a card be about one more pattern of its Vertelpunt."""
    require_writing(desk, observation)
    run = pattern.evaluation
    if (run.coalition_id, run.vertelpunt_id) != (observation.coalition_id, observation.vertelpunt_id) or run.stale:
        raise Http404
    links = Observation.objects.select_for_update().get(pk=observation.pk).patterns
    if links.filter(key=pattern.key).exists():
        raise Refused("pattern_on_card", _("This pattern is on the card already."))
    if links.count() >= MOST_PATTERNS:
        raise Refused("too_many_patterns", _("A card has room for four patterns. Make another card for this one."))
    last = links.aggregate(position=Max("position"))["position"] or 0
    made = ObservationPattern.objects.create(
        observation=observation, key=pattern.key, position=last + 1, made_of=made_of.keep(pattern)
    )
    _touched(observation)
    log("pattern-added", actor=desk.user, coalition=desk.coalition, thing=observation)
    return made


def _link(desk: Desk, observation: Observation, pk: int) -> ObservationPattern:
    require_writing(desk, observation)
    found = ObservationPattern.objects.select_for_update().filter(observation=observation, pk=pk).first()
    if found is None:
        raise Http404
    return found


@transaction.atomic
def drop_pattern(*, desk: Desk, observation: Observation, link: int) -> None:
    """Take a pattern off a card."""
    _link(desk, observation, link).delete()
    _touched(observation)
    log("pattern-dropped", actor=desk.user, coalition=desk.coalition, thing=observation)


@transaction.atomic
def put_pattern_first(*, desk: Desk, observation: Observation, link: int) -> None:
    """Let a pattern be the first of its card: the one that stands largest."""
    first = _link(desk, observation, link)
    order = [first, *(one for one in observation.patterns.all() if one.pk != first.pk)]
    for position, one in enumerate(order):
        ObservationPattern.objects.filter(pk=one.pk).update(position=position)
    _touched(observation)
    log("pattern-first", actor=desk.user, coalition=desk.coalition, thing=observation)


@transaction.atomic
def take_new_numbers(*, desk: Desk, observation: Observation) -> int:
    """Make every figure of a card of what counts now; return how many were others. While it is counted: refused."""
    links = _looked_at(desk, observation)
    newest = newest_patterns([observation])
    if any(link.pk not in newest for link in links):
        raise Refused("still_counting", _("The new numbers are still being counted. Look again in a moment."))
    for link in links:
        kept = made_of.keep(newest[link.pk])
        ObservationPattern.objects.filter(pk=link.pk).update(made_of=kept, passed_over="", lost=False)
    _touched(observation)
    log("numbers-taken", actor=desk.user, coalition=desk.coalition, thing=observation)
    return len(links)


@transaction.atomic
def stay_with_old_numbers(*, desk: Desk, observation: Observation) -> None:
    """Let a card keep what it was made of; not when a story that counted there changed or was taken back."""
    links = _looked_at(desk, observation)
    if any(link.made_of is None for link in links):
        raise Refused("old_numbers_gone", _(
            "The old numbers are gone: a story that may be in them changed or was taken back. Take the new ones."
        ))  # fmt: skip
    with override(settings.LANGUAGE_CODE):
        for change in changed_patterns([observation]).get(observation.pk, []):
            if change.now:
                ObservationPattern.objects.filter(pk=change.link.pk).update(passed_over=change.now.digest)
    log("numbers-kept", actor=desk.user, coalition=desk.coalition, thing=observation)


def _looked_at(desk: Desk, observation: Observation) -> list[ObservationPattern]:
    """Return the patterns of a card at which somebody must look, locked."""
    require_writing(desk, observation)
    Observation.objects.select_for_update().get(pk=observation.pk)
    return [change.link for change in changed_patterns([observation]).get(observation.pk, [])]


def keep_what_cards_show(older: Evaluation) -> None:
    """Keep the numbers of an evaluation that goes for the cards that follow it, so that they do not change unseen."""
    following = ObservationPattern.objects.filter(
        observation__coalition=older.coalition_id,
        observation__vertelpunt=older.vertelpunt_id,
        made_of__isnull=True,
        lost=False,
    )
    if older.stale or older.state != Evaluation.State.DONE:
        return
    patterns = {one.key: one for one in older.patterns.filter(key__in=following.values("key"))}
    for link in following:
        if link.key in patterns:
            ObservationPattern.objects.filter(pk=link.pk).update(made_of=made_of.keep(patterns[link.key]))
