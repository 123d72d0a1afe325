"""The outbox: mails are rows first, written with the action that causes them, and sent afterwards."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models.coalition import Coalition


class Message(models.Model):
    """A mail to be sent, or sent."""

    coalition = models.ForeignKey(Coalition, models.CASCADE, null=True, related_name="messages")
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    calendar = models.TextField(blank=True, help_text=_("a calendar file that goes with it"))
    about = models.CharField(max_length=60, blank=True, db_index=True, help_text=_("what it goes with when that goes"))
    unsubscribe = models.CharField(max_length=400, blank=True, default="")  # where one click stops such mails
    sealed = models.BooleanField(
        default=False, db_default=False, help_text=_("only the addressee reads it: it holds a personal link")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("message")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["created_at"], condition=Q(sent_at=None), name="message_waiting")]

    def __str__(self) -> str:
        return self.subject
