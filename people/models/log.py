"""The log of actions: who did what to which thing; never any content."""

from django.conf import settings
from django.db import models

from people.models.coalition import Coalition


class Event(models.Model):
    """One action that was carried out."""

    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    coalition = models.ForeignKey(Coalition, models.SET_NULL, null=True, related_name="events")
    verb = models.SlugField(max_length=60)
    thing = models.CharField(max_length=40, blank=True)
    thing_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["coalition", "-at"], name="event_by_coalition")]

    def __str__(self) -> str:
        return f"{self.verb} {self.thing}"
