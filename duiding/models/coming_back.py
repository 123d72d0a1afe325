"""Coming back to one's seat: seats that ended with why, and people who ask to be let in again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from duiding.models.session import Participant, Perspective, Session


class FormerSeat(models.Model):
    """What a device was in a session before, so that it hears in words why it is not any more."""

    class Why(models.TextChoices):
        CAME_BACK = "came_back", _("went on elsewhere")
        LET_IN = "let_in", _("let in by a facilitator")
        TOGETHER = "together", _("put together with somebody")
        REMOVED = "removed", _("taken off the list")

    session = models.ForeignKey(Session, models.CASCADE, related_name="former_seats")
    participant = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="former_seats")
    token_digest = models.CharField(max_length=64, unique=True)
    why = models.CharField(max_length=10, choices=Why.choices)
    ended_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("former seat")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.session_id} {self.why}"


class ReturnRequest(models.Model):
    """Somebody without a come-back code who waits until a facilitator lets them in."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="return_requests")
    token_digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("what did we call you?"), max_length=40)
    perspective = models.CharField(_("from where do you look?"), max_length=20, choices=Perspective.choices)
    refused = models.BooleanField(default=False)
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("request to come back")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
