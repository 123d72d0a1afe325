"""A large file of stories that the worker makes, and that waits a day for who asked."""

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.models import Coalition, User
from vertelpunt.models import Vertelpunt

FOLDER = "ready"


class ReadyFile(models.Model):
    """What was asked for and how far it is; the file itself lies below VAR_DIR, for our own account only."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("a file", "waits for its turn")
        RUNNING = "running", pgettext_lazy("a file", "is being made")
        DONE = "done", pgettext_lazy("a file", "is ready")
        FAILED = "failed", pgettext_lazy("a file", "came to nothing")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="+")
    vertelpunt = models.ForeignKey(Vertelpunt, models.CASCADE, related_name="ready_files")
    asked_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    asked = models.JSONField()  # kind, for whom, which columns, which selection, in which language
    name = models.CharField(max_length=160)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    fault = models.CharField(max_length=300, blank=True, default="")
    heartbeat = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running", "done", "failed"]), name="ready_file_state_known"
            ),
        ]
        verbose_name = _("file that waits")

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Return where its file lies, or will lie."""
        return Path(settings.VAR_DIR) / FOLDER / self.id.hex
