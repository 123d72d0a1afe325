"""How a session is led at this moment, what people put dots on, and how they look back."""

from datetime import datetime
from math import ceil

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duiding.models.board import Board, Cluster
from duiding.models.programme import ProgrammeStep
from duiding.models.session import Participant, Session
from patterns.models import Interpretation
from people.models import User
from vertelpunt.models import Story

DOTS = 3
GRADES = 5


class Leading(models.Model):
    """Where a session is in its programme, its timer, and what was agreed; `Session.step` says what people do."""

    session = models.OneToOneField(Session, models.CASCADE, primary_key=True, related_name="leading")
    now = models.ForeignKey(ProgrammeStep, models.SET_NULL, null=True, related_name="+")
    ends_at = models.DateTimeField(null=True, help_text=_("when the timer runs out, while it runs"))
    left = models.IntegerField(null=True, help_text=_("seconds left, while the timer stands still"))
    locked = models.BooleanField(default=False)
    ideas_shown = models.BooleanField(default=False)
    dots_shown = models.BooleanField(default=False)
    fits_shown = models.BooleanField(default=False)
    hide_ideas = models.BooleanField(_("keep ideas covered until everybody has written theirs"), default=False)
    guess_first = models.BooleanField(
        _("guess first: a figure stays covered until somebody has guessed"), default=False
    )
    votes = models.BooleanField(_("put dots on groups; nobody sees the totals until you show them"), default=False)
    names_shown = models.BooleanField(
        _("show names on the big screen; everybody has said that this is fine"), default=False
    )
    trusted = models.CharField(
        _("who is there for people whom it touches"), max_length=120, blank=True, help_text=_("name and where to find")
    )
    aloud = models.ForeignKey(
        Story, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("story that is read aloud")
    )

    class Meta:
        verbose_name = _("leading of a session")
        constraints = [
            models.CheckConstraint(condition=Q(ends_at=None) | Q(left=None), name="leading_timer_runs_or_stands")
        ]

    def __str__(self) -> str:
        return f"{self.session_id}"

    @property
    def timed(self) -> bool:
        """Tell whether there is a timer."""
        return self.ends_at is not None or self.left is not None

    @property
    def paused(self) -> bool:
        """Tell whether the timer stands still."""
        return self.left is not None

    @property
    def mark(self) -> str:
        """Return what tells this setting of the timer from an other one."""
        return self.ends_at.isoformat() if self.ends_at else str(self.left)

    def seconds(self, now: datetime) -> int:
        """Return the seconds left at `now`, by the server's clock only; below zero when time is over."""
        if self.left is not None:
            return self.left
        return ceil((self.ends_at - now).total_seconds()) if self.ends_at else 0


def leading_of(session: Session) -> Leading:
    """Return how `session` is led; what was never set is as it begins."""
    found: Leading | None = getattr(session, "leading", None)
    return Leading(session=session) if found is None else found


class Dot(models.Model):
    """Dots that one writer put on a group, or on the reading of a card that fits best."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="dots")
    participant = models.ForeignKey(Participant, models.CASCADE, null=True, related_name="dots")
    member = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    cluster = models.ForeignKey(Cluster, models.CASCADE, null=True, related_name="dots")
    interpretation = models.ForeignKey(Interpretation, models.CASCADE, null=True, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("dot")
        constraints = [
            models.UniqueConstraint(fields=["participant", "cluster"], name="dot_once_per_participant_and_group"),
            models.UniqueConstraint(fields=["member", "cluster"], name="dot_once_per_member_and_group"),
            models.UniqueConstraint(
                fields=["board", "participant", "interpretation"], name="dot_once_per_participant_and_reading"
            ),
            models.UniqueConstraint(
                fields=["board", "member", "interpretation"], name="dot_once_per_member_and_reading"
            ),
            models.CheckConstraint(
                condition=Q(participant=None, member__isnull=False) | Q(participant__isnull=False, member=None),
                name="dot_of_one_writer",
            ),
            models.CheckConstraint(
                condition=Q(cluster=None, interpretation__isnull=False)
                | Q(cluster__isnull=False, interpretation=None),
                name="dot_on_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1) & (Q(participant=None) | Q(number__lte=DOTS)), name="dot_number_in_bounds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class LookBack(models.Model):
    """How somebody looks back on a session; a facilitator can write it down for who has no phone."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="look_backs")
    participant = models.OneToOneField(Participant, models.SET_NULL, null=True, related_name="look_back")
    client_id = models.UUIDField()
    grade = models.PositiveSmallIntegerField(_("how was it?"))
    takes_along = models.CharField(_("what do you take with you?"), max_length=500, blank=True)
    better = models.CharField(_("what could have been better?"), max_length=500, blank=True)
    hidden = models.BooleanField(default=False, help_text=_("repeats words of a story that was withdrawn"))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("look back")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "client_id"], name="look_back_once"),
            models.CheckConstraint(condition=Q(grade__gte=1, grade__lte=GRADES), name="look_back_grade"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.pk}"
