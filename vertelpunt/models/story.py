"""A story: one row with its text and answers; and its released versions, which never change."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Region, User
from vertelpunt.models.intake import Intake
from vertelpunt.models.questions import QuestionSetVersion
from vertelpunt.models.vertelpunt import Audience, Channel, Vertelpunt

STAGED = "staged"
ASIDE = ("elsewhere", "test", STAGED)
BY_TELLERS = ("form", "table", "interview", "paper")  # told here by the teller, alone or together


class Counting(models.Manager["Story"]):
    """Stories that count: never those of a test, those still being brought in, nor table material from elsewhere."""

    def get_queryset(self) -> models.QuerySet["Story"]:
        return super().get_queryset().exclude(source__in=ASIDE)


class Material(models.Manager["Story"]):
    """Stories that can lie on a table: those that count, and table material from elsewhere."""

    def get_queryset(self) -> models.QuerySet["Story"]:
        return super().get_queryset().exclude(source__in=("test", STAGED))


class Story(models.Model):
    """An experience as told, with what the teller says it means. Knows its day, nothing of its sender."""

    class State(models.TextChoices):
        TOLD = "told", _("to be read")
        HELD = "held", _("held back")
        RELEASED = "released", _("released")

    class HeldFor(models.TextChoices):
        SHORT = "short", _("says too little to learn from")
        KNOWN = "known", _("somebody can be recognised in it")
        ELSEWHERE = "elsewhere", _("is about something else")
        DUPLICATE = "duplicate", _("was told here already")

    class Source(models.TextChoices):
        FORM = "form", _("told here")
        TABLE = "table", _("told at a story table")
        INTERVIEW = "interview", _("told in an interview")
        PAPER = "paper", _("told on paper")
        IMPORT = "import", _("imported")
        ELSEWHERE = "elsewhere", _("told elsewhere, for the table only")
        TEST = "test", _("told as a test")
        STAGED = STAGED, _("being brought in")

    class Quote(models.TextChoices):
        UNKNOWN = "unknown", _("not asked")
        YES = "yes", _("may be quoted")
        NO = "no", _("may not be quoted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vertelpunt = models.ForeignKey(Vertelpunt, models.PROTECT, related_name="stories")
    version = models.ForeignKey(QuestionSetVersion, models.PROTECT, related_name="stories")
    audience = models.ForeignKey(Audience, models.PROTECT, related_name="stories")
    channel = models.ForeignKey(Channel, models.PROTECT, null=True, blank=True, related_name="stories")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    text = models.TextField(_("story"), blank=True)
    unwritten = models.BooleanField(default=False)  # told aloud, and nobody has written it down yet: it has no text
    words = models.PositiveIntegerField()
    answers = models.JSONField(default=dict)
    may_quote = models.CharField(max_length=8, choices=Quote.choices, default=Quote.UNKNOWN)
    language = models.CharField(max_length=8, default="nl")
    told_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.TOLD)
    held_for = models.CharField(max_length=10, choices=HeldFor.choices, blank=True, default="")
    original_gone_on = models.DateField(null=True, blank=True)  # since then the released text is the only one
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.FORM)
    origin = models.CharField(_("where this story comes from"), max_length=200, blank=True, default="")
    finished = models.BooleanField(default=False)
    complete = models.BooleanField(default=False)
    teller = models.UUIDField(null=True, blank=True)
    code_digest = models.CharField(max_length=64, null=True, blank=True, unique=True)
    intake = models.ForeignKey(Intake, models.SET_NULL, null=True, blank=True, editable=False, related_name="brought")
    import_digest = models.CharField(max_length=64, null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager["Story"]] = Counting()
    material: ClassVar[models.Manager["Story"]] = Material()
    everything: ClassVar[models.Manager["Story"]] = models.Manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        constraints = [
            models.UniqueConstraint(fields=["vertelpunt", "number"], name="story_number_once"),
            models.CheckConstraint(condition=Q(state__in=["told", "held", "released"]), name="story_state_known"),
            models.CheckConstraint(
                condition=Q(held_for="") | Q(held_for__in=["short", "known", "elsewhere", "duplicate"], state="held"),
                name="story_held_for_known",
            ),
            models.CheckConstraint(
                condition=Q(source__in=[*BY_TELLERS, "import", "elsewhere", "test", STAGED]), name="story_source_known"
            ),
            models.CheckConstraint(
                condition=(Q(source="elsewhere") & ~Q(origin="")) | (~Q(source="elsewhere") & Q(origin="")),
                name="story_from_elsewhere_says_where",
            ),
            models.CheckConstraint(condition=Q(may_quote__in=["unknown", "yes", "no"]), name="story_quote_known"),
            models.CheckConstraint(
                condition=(Q(unwritten=False) & ~Q(text="")) | Q(unwritten=True, text=""),
                name="story_text_once_written",
            ),
        ]
        indexes = [
            models.Index(fields=["vertelpunt", "state", "told_on"], name="story_by_state"),
            models.Index(fields=["vertelpunt", "state", "source", "audience", "complete"], name="story_counted"),
            models.Index(
                fields=["vertelpunt", "-finished", "told_on", "number"],
                condition=Q(state="told"),
                name="story_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number:04d}"


class StoryRelease(models.Model):
    """The text that others read: one immutable version; a new one replaces it and the old one is destroyed."""

    story = models.OneToOneField(Story, models.CASCADE, related_name="release")
    number = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    released_on = models.DateField()
    released_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="release_has_text")]
        indexes = [models.Index(fields=["-id"], condition=Q(released_by__isnull=False), name="release_by_a_person")]

    def __str__(self) -> str:
        return f"{self.story} v{self.number}"
