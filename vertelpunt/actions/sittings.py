"""A sitting: people tell together, and the one who leads it keeps their stories by a link that can do nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from lib.secrets import ALPHABET, code_digest, normal_code
from people.access import Desk
from people.actions import log
from people.models import Region
from people.roles import Permission
from vertelpunt import ledger
from vertelpunt.actions.paper import enter_form
from vertelpunt.actions.telling import (
    CODE_PURPOSE,
    add_answers,
    again_after_clash,
    arrive,
    cleaned_story,
    new_story,
    withdrawn,
)
from vertelpunt.answers import SKIPPED
from vertelpunt.models import Audience, Channel, PaperForm, QuestionSetVersion, Sitting, Story, Vertelpunt
from vertelpunt.text import clean_line

SALT = "vertelpunt.sitting"
OPEN_DAYS = 31  # forms on paper may come in later than the day itself
KEPT_DAYS = 365
MOST = 300  # stories of one sitting
CODE_LENGTH = 12


def sitting_key(sitting: Sitting) -> str:
    """Return the secret part of the link by which stories of a sitting are kept."""
    return signing.Signer(salt=SALT).sign(str(sitting.pk))


def sitting_for(point: Vertelpunt, key: str) -> Sitting | None:
    """Return the sitting of `key`, open or not, or None when there is none."""
    try:
        pk = signing.Signer(salt=SALT).unsign(key)
    except signing.BadSignature:
        return None
    found = point.sittings.select_related("audience", "region", "coalition", "vertelpunt__coalition")
    return found.filter(pk=pk).first()


def is_open(sitting: Sitting) -> bool:
    """Tell whether stories of this sitting can still be kept."""
    return sitting.open_until >= timezone.localdate()


@transaction.atomic
def open_sitting(
    *, desk: Desk, point: Vertelpunt, kind: str, audience: Audience, place: str, held_on: date, region: Region | None
) -> Sitting:
    """Open a sitting: whom it is with, where and when; the same for all its stories, and nothing else."""
    desk.require(Permission.PREPARE_SESSIONS)
    today = timezone.localdate()
    if point.state == Vertelpunt.State.DRAFT:
        raise Refused("not_open", _("This Vertelpunt was never open. Publish its questions and open it first."))
    if held_on > today:
        raise Refused("not_yet", _("This day has still to come. Fill in the day on which people told."))
    made = Sitting.objects.create(
        vertelpunt=point,
        coalition=desk.coalition,
        kind=kind,
        audience=audience,
        place=clean_line(place)[:120],
        region=region,
        held_on=held_on,
        made_by=desk.user,
        open_until=today + timedelta(days=OPEN_DAYS),
    )
    log("sitting-opened", actor=desk.user, coalition=desk.coalition, thing=made)
    return made


@transaction.atomic
def close_sitting(*, desk: Desk, sitting: Sitting) -> None:
    """Close a sitting: its link stops."""
    desk.require(Permission.PREPARE_SESSIONS)
    sitting.open_until = timezone.localdate() - timedelta(days=1)
    sitting.save(update_fields=["open_until"])
    log("sitting-closed", actor=desk.user, coalition=desk.coalition, thing=sitting)


@dataclass(frozen=True)
class Sent:
    """A story as it was sent from a sitting; `story` and `code` were made by the browser."""

    story: UUID
    text: str
    title: str = ""
    code: str = ""
    teller: UUID | None = None
    answers: Mapping[str, Any] | None = None
    language: str = "nl"
    form: str = ""  # the number of a form on paper


@again_after_clash
@transaction.atomic
def collect(*, sitting: Sitting, version: QuestionSetVersion, sent: Sent) -> Story:
    """Keep a story that was told at a sitting; what is sent again is kept once.

    An answer that does not fit is left out: its question was asked and not answered.
    A person always reads it before others do, and nothing ties it to the sitting but its day and its source.
    """
    text, title = cleaned_story(sent.text, sent.title)
    known = Story.everything.filter(pk=sent.story, vertelpunt=sitting.vertelpunt_id).first()
    if known is not None:
        return known
    if ledger.holds(sent.story):
        raise withdrawn()
    _room_for_one(sitting)
    form = enter_form(point=sitting.vertelpunt, number=sent.form) if sent.form else None
    source = Story.Source.PAPER if form else Story.Source(sitting.kind)
    story = new_story(
        id=sent.story,
        version=form.version if form else version,
        audience=form.audience if form else sitting.audience,
        channel=channel_of(sitting.vertelpunt, source),
        title=title,
        text=text,
        answers={},
        language=sent.language,
        teller=sent.teller,
        code_digest=_digest(form, sent.code),
        source=source,
        told_on=sitting.held_on,
    )
    arrive(story)
    Sitting.objects.filter(pk=sitting.pk).update(told=F("told") + 1)
    faults = add_answers(story=story, answers=sent.answers or {}, finished=True, trusted=False)
    if skipped := {fault.key: SKIPPED for fault in faults if fault.code != "unknown_question"}:
        add_answers(story=story, answers=skipped, finished=True, trusted=False)
    return story


@transaction.atomic
def forget_old(today: date) -> int:
    """Delete sittings of a year ago and forms that were printed so long ago; return how many went.

    Their stories stay: nothing ties them to either.
    """
    year_ago = today - timedelta(days=KEPT_DAYS)
    sittings, _rows = Sitting.objects.filter(open_until__lt=year_ago).delete()
    forms, _rows = PaperForm.objects.filter(printed_on__lt=year_ago).delete()
    return sittings + forms


def _room_for_one(sitting: Sitting) -> None:
    fresh = Sitting.objects.select_for_update().get(pk=sitting.pk)
    if not is_open(fresh):
        message = _("This sitting is closed. Your story is still on this page: open a new sitting to keep it.")
        raise Refused("sitting_closed", message, status=409)
    if fresh.told >= MOST:
        full = _("This sitting has %(most)d stories, which is all it can have. Open a new one.") % {"most": MOST}
        raise Refused("sitting_full", full, status=409)


def _digest(form: PaperForm | None, code: str) -> str:
    """Return the digest of the code: that of the form, which stands on its first sheet, or of a new one."""
    if form:
        return form.code_digest or ""
    plain = normal_code(code)
    if len(plain) != CODE_LENGTH or not set(plain) <= set(ALPHABET):
        raise Refused("bad_code", _("The code that came with this story cannot be used. Send the story once more."))
    return code_digest(CODE_PURPOSE, plain)


def channel_of(point: Vertelpunt, source: str) -> Channel:
    """Return the channel that stories of `source` count for; it is made with the first of them."""
    names = {
        "table": gettext("Story tables"),
        "interview": gettext("Interviews"),
        "paper": gettext("Forms on paper"),
        "hands": "Vele Handen",
    }
    medium = Channel.Medium.TALK if source in ("interview", "hands") else Channel.Medium.TABLE
    made, _new = Channel.objects.get_or_create(
        vertelpunt=point, code=f"together-{source}", defaults={"name": names[source], "medium": medium}
    )
    return made
