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
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("message")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["created_at"], condition=Q(sent_at=None), name="message_waiting")]

    def __str__(self) -> str:
        return self.subject
