"""A file of stories that was brought in: how it is read, how far it is, and what came of it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Coalition, User
from vertelpunt.models.questions import QuestionSetVersion
from vertelpunt.models.vertelpunt import Audience, Vertelpunt


class Intake(models.Model):
    """One file (or pair) of stories. Its files lie below VAR_DIR until the stories are here, and then go."""

    class Kind(models.TextChoices):
        TABLE = "table", _("a table")
        NARRAFIRMA = "narrafirma", _("NarraFirma's story form and stories")
        SENSEMAKER = "sensemaker", _("SenseMaker's framework and stories")

    class State(models.TextChoices):
        READING = "reading", _("is being read")
        COLUMNS = "columns", _("waits for you to look at the columns")
        CHECKING = "checking", _("is being checked")
        CHECKED = "checked", _("was checked")
        WAITING = "waiting", _("waits for its turn")
        RUNNING = "running", _("is coming in")
        DONE = "done", _("is here")
        FAILED = "failed", _("came to nothing")
        UNDOING = "undoing", _("is being taken out again")
        UNDONE = "undone", _("was taken out again")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vertelpunt = models.ForeignKey(Vertelpunt, models.CASCADE, related_name="intakes")
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(_("file"), max_length=120)
    digest = models.CharField(max_length=64)  # keyed, of the bytes: tells the same file again, and nothing else
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    fault = models.CharField(max_length=40, blank=True, default="")
    mapping = models.JSONField(default=dict, blank=True)
    report = models.JSONField(default=dict, blank=True)
    audience = models.ForeignKey(Audience, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.ForeignKey(QuestionSetVersion, models.SET_NULL, null=True, blank=True, related_name="+")
    screened = models.BooleanField(default=False)  # who imports states that nobody can be recognised in the stories
    progress = models.FloatField(default=0.0)
    heartbeat = models.DateTimeField(null=True, blank=True)
    stories = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["table", "narrafirma", "sensemaker"]), name="intake_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "reading", "columns", "checking", "checked", "waiting", "running", "done", "failed", "undoing",
                        "undone",
                    ]
                ),
                name="intake_state_known",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class KeptMapping(models.Model):
    """How a coalition read a table with these columns, for the next time."""

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="kept_mappings")
    fingerprint = models.CharField(max_length=64)
    mapping = models.JSONField()
    kept_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coalition", "fingerprint"], name="kept_mapping_once"),
        ]

    def __str__(self) -> str:
        return f"{self.coalition_id} {self.kept_on}"
