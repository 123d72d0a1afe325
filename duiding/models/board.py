"""The board of a table: notes and the clusters they are put together in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duiding.models.session import Participant, Table
from patterns.models import Observation
from people.models import User
from vertelpunt.models import Story


class Board(models.Model):
    """The notes of one table; `revision` grows with every change, so that a screen knows what it missed."""

    table = models.OneToOneField(Table, models.CASCADE, related_name="board")
    revision = models.PositiveIntegerField(default=0)
    ground = models.ForeignKey(
        Story, models.SET_NULL, null=True, blank=True, related_name="+", help_text=_("the story under the plan")
    )
    ground_withdrawn = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.table}"


class Cluster(models.Model):
    """Notes that say something together, under a name."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="clusters")
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    hidden = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("cluster")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Note(models.Model):
    """One note; (writer, id made by the browser) is unique, so that the same note sent twice is one note."""

    class Kind(models.TextChoices):
        SURPRISE = "surprise", _("surprises me")
        WORRY = "worry", _("worries me")
        CHANCE = "chance", _("is a chance")
        IDEA = "idea", _("idea")
        GOOD = "good", _("goes well")
        THIRD = "third", _("another reading")
        NEED = "need", _("needed for a yes")

    board = models.ForeignKey(Board, models.CASCADE, related_name="notes")
    participant = models.ForeignKey(Participant, models.CASCADE, null=True, related_name="notes")
    member = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    client_id = models.UUIDField()
    body_digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.CharField(_("note"), max_length=500)
    so_that = models.CharField(_("so that"), max_length=500, blank=True)
    said_by = models.CharField(_("who says it"), max_length=40, blank=True)
    observation = models.ForeignKey(Observation, models.SET_NULL, null=True, blank=True, related_name="+")
    story = models.ForeignKey(Story, models.SET_NULL, null=True, blank=True, related_name="+")
    story_withdrawn = models.BooleanField(default=False)
    hidden = models.BooleanField(default=False)
    cluster = models.ForeignKey(Cluster, models.SET_NULL, null=True, blank=True, related_name="notes")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("note")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "client_id"],
                condition=Q(participant__isnull=False),
                name="note_once_per_participant",
            ),
            models.UniqueConstraint(
                fields=["member", "client_id"], condition=Q(participant=None), name="note_once_per_member"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="note_has_text"),
            models.CheckConstraint(
                condition=Q(kind__in=["surprise", "worry", "chance", "idea", "good", "third", "need"]),
                name="note_kind_known",
            ),
            models.CheckConstraint(condition=Q(observation=None) | Q(story=None), name="note_about_one_thing_at_most"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Receipt(models.Model):
    """The first answer to something written on a board, so that the same thing sent twice happens once."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="receipts")
    participant = models.ForeignKey(Participant, models.CASCADE, null=True, related_name="+")
    member = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    client_id = models.UUIDField()
    body_digest = models.CharField(max_length=64)
    answer = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("receipt")
        constraints = [
            models.UniqueConstraint(fields=["participant", "client_id"], name="receipt_once_per_participant"),
            models.UniqueConstraint(fields=["member", "client_id"], name="receipt_once_per_member"),
            models.CheckConstraint(
                condition=Q(participant=None, member__isnull=False) | Q(participant__isnull=False, member=None),
                name="receipt_of_one_writer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id}"
