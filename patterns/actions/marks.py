"""Mark a pattern as remarkable, maybe or no, with a note: each person has a mark of their own."""

from collections.abc import Callable

from django.conf import settings as site
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from patterns.models import Mark
from patterns.models.mark import MOST_NOTE
from patterns.queries import Standing
from people.access import Desk
from people.actions import log, post
from people.models import User
from people.roles import Permission
from vertelpunt.access import Workplace
from vertelpunt.models import Vertelpunt
from vertelpunt.text import clean


@transaction.atomic
def mark_pattern(
    *, desk: Desk, place: Workplace, key: str, choice: str, version: int, note: str | None = None
) -> Mark:
    """Keep what this person thinks of a pattern; without `note` the one that was written stays.

    `version` is that of the mark on the writer's page, 0 where there was none: what the same person changed in
    another window meanwhile is refused, unless it says the same.
    """
    desk.require(Permission.WRITE_CARDS)
    _check(place, key, choice, note)
    Vertelpunt.objects.select_for_update().get(pk=place.vertelpunt.pk)  # two windows, one after the other
    mark = _of(place, key, desk.user) or Mark(
        coalition=desk.coalition, vertelpunt=place.vertelpunt, pattern_key=key, user=desk.user, version=0
    )
    wanted = (choice, mark.note if note is None else clean(note))
    if wanted == (mark.choice, mark.note) and not mark.hidden:
        return mark
    if mark.version != version:
        raise Refused("changed_meanwhile", _(
            "You changed this mark in another window. Nothing was overwritten: what you wrote there stands below."
        ))  # fmt: skip
    mark.choice, mark.note = wanted
    mark.hidden, mark.version = mark.hidden and note is None, mark.version + 1
    mark.save()
    log("pattern-marked", actor=desk.user, coalition=desk.coalition, thing=mark)
    return mark


def _check(place: Workplace, key: str, choice: str, note: str | None) -> None:
    current = Standing(place.desk.coalition, place.vertelpunt).current
    if current is None or not current.patterns.filter(key=key).exists():
        raise Http404
    if choice not in ("", *Mark.Choice.values):
        raise Refused("no_such_mark", _("Choose remarkable, maybe or no."))
    if note is not None and len(clean(note)) > MOST_NOTE:
        values = {"most": MOST_NOTE, "now": len(clean(note))}
        raise Refused("long_note", _("A note has at most %(most)s signs; this one has %(now)s.") % values)


def _of(place: Workplace, key: str, user: User) -> Mark | None:
    """Return the mark of this person, if there is one."""
    marks = Mark.objects.filter(coalition=place.desk.coalition, vertelpunt=place.vertelpunt)
    return marks.filter(pattern_key=key, user=user).first()


def hide_marks(*, vertelpunt: int, says: Callable[[str], bool]) -> None:
    """Hide notes that repeat words of a story that went or changed, and ask who wrote them for other words."""
    marks = Mark.objects.filter(vertelpunt=vertelpunt, hidden=False).exclude(note="")
    for mark in marks.select_related("user", "coalition"):
        if says(mark.note):
            Mark.objects.filter(pk=mark.pk).update(hidden=True)
            _tell_writer(mark)


def _tell_writer(mark: Mark) -> None:
    with override(site.LANGUAGE_CODE):
        subject = gettext("Your note on a pattern of %(coalition)s needs you") % {"coalition": mark.coalition}
        body = gettext(
            "A story was taken back or changed, and a note of yours on a pattern repeats words of it. "
            "That note is hidden now. Please write it anew in your own words, or remove it."
        )
        post(to=mark.user.email, subject=subject, body=body, coalition=mark.coalition)
