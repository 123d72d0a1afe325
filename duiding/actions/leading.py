"""Leading a session live: its step, its timer, what is locked, covered or shown; all open screens follow."""

from datetime import timedelta
from typing import TypedDict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duiding.live import hold, touch_session
from duiding.models import Leading, Session
from duiding.queries.leading import Stage, stages, stories_to_read_aloud
from lib.errors import Refused
from people.access import Desk
from people.actions import log
from people.roles import Permission
from vertelpunt.models import Story

MORE_SECONDS = 300
MOST_SECONDS = 8 * 60 * 60
SWITCHES = {
    "lock": ("locked", True),
    "unlock": ("locked", False),
    "show_ideas": ("ideas_shown", True),
    "cover_ideas": ("ideas_shown", False),
    "show_dots": ("dots_shown", True),
    "cover_dots": ("dots_shown", False),
    "show_fits": ("fits_shown", True),
    "cover_fits": ("fits_shown", False),
}
REVEALED = {"ideas": "ideas_shown", "cluster": "dots_shown", "interpret": "fits_shown"}  # by the step that asks it
TIMER = ("pause", "resume", "more", "stop")


class Choices(TypedDict, total=False):
    """What was agreed for a session."""

    hide_ideas: bool
    guess_first: bool
    votes: bool
    names_shown: bool
    trusted: str
    aloud: Story | None


def _locked(session: Session) -> Leading:
    hold(session)
    Session.objects.select_for_update().get(pk=session.pk)
    return Leading.objects.get_or_create(session=session)[0]


def _followed(desk: Desk, session: Session, leading: Leading, verb: str) -> None:
    session.leading = leading
    touch_session(session)
    log(f"session-{verb}", actor=desk.user, coalition=desk.coalition, thing=session)


def _stage(session: Session, wanted: str) -> Stage:
    every = stages(session)
    found = [stage for stage in every if stage.key == wanted] or [stage for stage in every if stage.kind == wanted]
    if not found:
        raise Refused("unknown_step", _("This step is not in the programme any more. Reload the page."), status=409)
    return found[0]


def _round_begins(session: Session, leading: Leading, stage: Stage) -> None:
    """Cover again what a step is about to ask anew: what was shown in a former round shows nothing of the next."""
    before = leading.now_id, session.step
    shown = REVEALED.get(stage.kind)
    if shown and before != (stage.step and stage.step.pk, stage.kind):
        setattr(leading, shown, False)


def begin(session: Session, leading: Leading, stage: Stage) -> None:
    """Put a session at `stage` and let its timer run; what was locked is open again, what it asks is covered again."""
    _round_begins(session, leading, stage)
    leading.now = stage.step
    leading.ends_at, leading.left = timezone.now() + timedelta(minutes=stage.minutes), None
    leading.locked = False
    leading.save()
    Session.objects.filter(pk=session.pk).update(step=stage.kind)
    session.step = stage.kind


def first_step(session: Session) -> None:
    """Put a session that opens for the first time at its first step, unless somebody chose another one."""
    leading = Leading.objects.get_or_create(session=session)[0]
    if not leading.timed and leading.now_id is None and session.step == Session.Step.WELCOME:
        begin(session, leading, stages(session)[0])


@transaction.atomic
def set_step(*, desk: Desk, session: Session, step: str) -> None:
    """Go to a step of the session; two facilitators who ask for the same one go there once."""
    desk.require(Permission.PREPARE_SESSIONS)
    leading, stage = _locked(session), _stage(session, step)
    session.refresh_from_db(fields=["step", "state"])
    if session.state == Session.State.FINISHED:
        message = _("This session is finished. Open it again to go on with its steps.")
        raise Refused("session_finished", message, status=409)
    same = leading.now_id == (stage.step and stage.step.pk) and session.step == stage.kind
    if same and leading.timed:
        return
    begin(session, leading, stage)
    _followed(desk, session, leading, "step")


def _timer(leading: Leading, do: str, mark: str) -> None:
    now = timezone.now()
    left = leading.seconds(now)
    if do == "pause" and leading.ends_at is not None:
        leading.ends_at, leading.left = None, left
    elif do == "resume" and leading.left is not None:
        leading.ends_at, leading.left = now + timedelta(seconds=leading.left), None
    elif do == "stop":
        leading.ends_at = leading.left = None
    elif do == "more" and mark in ("", leading.mark):
        longer = min(max(left, 0) + MORE_SECONDS, MOST_SECONDS)
        leading.left = longer if leading.paused else None
        leading.ends_at = None if leading.paused else now + timedelta(seconds=longer)


@transaction.atomic
def control(*, desk: Desk, session: Session, do: str, mark: str = "") -> None:
    """Pause the timer or let it run on, give five minutes more, lock the boards, cover or show.

    `mark` is the timer that the reader saw: five minutes that two people give at once are five minutes.
    """
    desk.require(Permission.PREPARE_SESSIONS)
    leading = _locked(session)
    if do in TIMER:
        _timer(leading, do, mark)
    elif do in SWITCHES:
        name, value = SWITCHES[do]
        setattr(leading, name, value)
    else:
        raise Refused("unknown_control", _("This cannot be done here. Reload the page."))
    leading.save()
    _followed(desk, session, leading, do.replace("_", "-"))


@transaction.atomic
def agree_on(*, desk: Desk, session: Session, choices: Choices) -> None:
    """Write down what was agreed: what is covered, whether there are dots, who is there for people, which story."""
    desk.require(Permission.PREPARE_SESSIONS)
    leading = _locked(session)
    aloud = choices.get("aloud")
    if aloud is not None and aloud.pk not in {story.pk for story in stories_to_read_aloud(session)}:
        raise Refused("story_gone", _("This story is on no table any more. Choose another one."), status=409)
    for name, value in choices.items():
        setattr(leading, name, value)
    leading.save()
    _followed(desk, session, leading, "agreed")
