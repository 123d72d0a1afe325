"""A recording: how somebody told a story aloud; heard by moderators only, until some days after it was read."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vertelpunt.models.story import Story


def new_name() -> str:
    """Return a random name for a file; it says nothing about the story."""
    return secrets.token_hex(16)


class Recording(models.Model):
    """The sound of one story: the file lies below VAR_DIR under a random name, and goes when this row goes."""

    class Kind(models.TextChoices):
        WEBM = "webm", "audio/webm"
        OGG = "ogg", "audio/ogg"
        MP4 = "mp4", "audio/mp4"

    story = models.OneToOneField(Story, models.CASCADE, related_name="recording")
    name = models.CharField(max_length=32, unique=True, default=new_name, editable=False)
    kind = models.CharField(max_length=4, choices=Kind.choices)
    size = models.PositiveIntegerField()
    written_on = models.DateField(null=True, blank=True)  # when a moderator wrote it down
    counts_from = models.DateField(null=True, blank=True)  # day of release or of holding back

    class Meta:
        verbose_name = _("recording")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["webm", "ogg", "mp4"]), name="recording_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.story} {self.kind}"

    @property
    def path(self) -> str:
        """Return where the file lies below VAR_DIR."""
        return f"recordings/{self.name}"
