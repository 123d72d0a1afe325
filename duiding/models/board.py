"""The board of a table: notes, where they lie, the clusters they are put together in, and what can be undone."""

from typing import ClassVar

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


class OnBoard(models.Manager["Note"]):
    """The notes that lie on a board: what a facilitator took off is not among them."""

    def get_queryset(self) -> models.QuerySet["Note"]:
        """Return the notes that were not taken off."""
        return super().get_queryset().filter(removed_at=None)


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
    position = models.PositiveIntegerField(default=0, help_text=_("place within its group"))
    x = models.FloatField(null=True, blank=True, help_text=_("place on the wall, from the left, as a share of it"))
    y = models.FloatField(null=True, blank=True, help_text=_("place on the wall, from the top, as a share of it"))
    removed_at = models.DateTimeField(null=True, blank=True, help_text=_("when a facilitator took it off"))
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[OnBoard] = OnBoard()
    everything: ClassVar[models.Manager["Note"]] = models.Manager()

    class Meta:
        verbose_name = _("note")
        ordering = ["position", "pk"]
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
            models.CheckConstraint(
                condition=Q(x=None, y=None) | Q(x__gte=0, x__lte=1, y__gte=0, y__lte=1), name="note_lies_on_the_wall"
            ),
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


class Act(models.Model):
    """What a facilitator did on a board, so that it can be undone: ids and numbers, and the words that went by it."""

    class Do(models.TextChoices):
        MOVE = "move", _("moved a note")
        ORDER = "order", _("changed the order of a group")
        PLACE = "place", _("placed a note")
        TAKE_OFF = "take_off", _("took a note off")
        SPLIT = "split", _("made two of a note")
        GROUP = "group", _("made a group")
        RENAME = "rename", _("renamed a group")
        UNGROUP = "ungroup", _("removed a group")
        MERGE = "merge", _("put two groups together")

    board = models.ForeignKey(Board, models.CASCADE, related_name="acts")
    member = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    do = models.CharField(max_length=10, choices=Do.choices)
    note = models.ForeignKey(Note, models.CASCADE, null=True, related_name="acts")
    part = models.ForeignKey(Note, models.CASCADE, null=True, related_name="+", help_text=_("the second of a note"))
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    words = models.CharField(max_length=500, blank=True, help_text=_("the text or name that it took the place of"))
    so_that = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("act on a board")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(words="", so_that=""), name="act_undone_keeps_no_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.do} {self.pk}"
