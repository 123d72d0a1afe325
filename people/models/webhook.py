"""Messages to other programs: where they go, and each message until it has arrived."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models.coalition import Coalition


class Webhook(models.Model):
    """An address of another program that hears when something happens; its secret follows from `salt` and our own."""

    class Event(models.TextChoices):
        STORIES = "stories.told", _("how many stories were told on a day")
        EVALUATION = "evaluation.finished", _("an evaluation is done")
        PROPOSAL = "proposal.changed", _("a proposal stands otherwise")

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="webhooks")
    address = models.URLField(_("address"), max_length=400)
    events = models.JSONField(default=list)
    salt = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_on = models.DateField()
    told_until = models.DateField(help_text=_("the last day of which stories were counted for it"))

    class Meta:
        verbose_name = _("address for messages")
        ordering = ["address"]
        constraints = [models.UniqueConstraint(fields=["coalition", "address"], name="webhook_address_once")]

    def __str__(self) -> str:
        return self.address

    @property
    def event_names(self) -> list[str]:
        """Return what it hears, in words."""
        return [str(self.Event(event).label) for event in self.events if event in self.Event.values]


class Delivery(models.Model):
    """One message for one address, sent again later and later until it has arrived; numbers and states, no words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=30)
    data = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    fault = models.SlugField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("message to a program")
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["next_at"], condition=Q(sent_at=None), name="delivery_waiting")]

    def __str__(self) -> str:
        return f"{self.event} {self.pk}"
