"""That somebody read a story as it was told: who, when, which; once in a quarter of an hour, and for how long."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from people.access import Desk
from people.actions import log
from people.models import Coalition, Event
from vertelpunt.models import Share, Story, Vertelpunt

READ = "story-read"
PLAYED = "recording-played"
SHARED = "shared-story-read"
AGAIN = timedelta(minutes=15)
AT_ONCE = 500  # lines in one query


def readings(coalition: Coalition) -> QuerySet[Event]:
    """Return the lines of the reading log of a coalition: who read or heard what, or took it along as a file."""
    verbs = Q(verb__in=(READ, PLAYED, SHARED)) | Q(verb__startswith="stories-exported-")
    return Event.objects.filter(verbs, coalition=coalition)


@transaction.atomic
def note_reading(*, desk: Desk, story: Story) -> None:
    """Write down that this person has the text as told of `story` on the screen."""
    since = timezone.now() - AGAIN
    if not Event.objects.filter(actor=desk.user, verb=READ, thing_id=str(story.pk), at__gte=since).exists():
        log(READ, actor=desk.user, coalition=desk.coalition, thing=story)


def forget_readings(*, on: date) -> int:
    """Delete the lines that a Vertelpunt keeps no longer; return how many. The whole log has its own, longest term.

    Of a story that is gone nobody knows the Vertelpunt: its lines stay as long as the longest term of the coalition.
    """
    with_terms = Coalition.objects.filter(vertelpunten__reading_kept_days__isnull=False).distinct()
    return sum(_forget(coalition, on) for coalition in with_terms)


def _forget(coalition: Coalition, on: date) -> int:
    points = {point.pk: point for point in Vertelpunt.objects.filter(coalition=coalition)}
    terms = {pk: timedelta(days=point.reading_kept_days or settings.LOG_DAYS) for pk, point in points.items()}
    old = readings(coalition).filter(at__date__lt=on - min(terms.values())).order_by("pk")
    lines, count = list(old.values_list("pk", "thing", "thing_id", "at")), 0
    for start in range(0, len(lines), AT_ONCE):
        some = lines[start : start + AT_ONCE]
        of = _points_of([(thing, pk) for _line, thing, pk, _at in some])
        gone: dict[int | None, list[int]] = {}
        for line, thing, pk, at in some:
            point = of.get((thing, pk))
            if timezone.localdate(at) < on - terms.get(point or 0, max(terms.values())):
                gone.setdefault(point, []).append(line)
        for point, keys in gone.items():
            count += _delete(keys, coalition, points.get(point or 0))
    return count


@transaction.atomic
def _delete(keys: Sequence[int], coalition: Coalition, point: Vertelpunt | None) -> int:
    gone, _rows = Event.objects.filter(pk__in=keys).delete()
    log("readings-deleted", actor=None, coalition=coalition, thing=point)
    return gone


def _points_of(things: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], int]:
    """Return the Vertelpunt of each thing that is still there: a story, what a teller lets read, or the place."""
    named = {kind: [pk for thing, pk in things if thing == kind] for kind in ("story", "share", "vertelpunt")}
    stories = Story.everything.filter(pk__in=[UUID(pk) for pk in named["story"]]).values_list("pk", "vertelpunt")
    shares = Share.objects.filter(pk__in=named["share"]).values_list("pk", "story__vertelpunt")
    return (
        {("story", str(pk)): point for pk, point in stories}
        | {("share", str(pk)): point for pk, point in shares}
        | {("vertelpunt", pk): int(pk) for pk in named["vertelpunt"]}
    )
