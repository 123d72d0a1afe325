"""An observation: what people see in patterns, two readings that oppose each other, and stories that show it."""

from itertools import combinations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from people.models import Coalition, User
from vertelpunt.models import Story, StoryRelease, Vertelpunt

LETTERS = "ABCDEF"
OPPOSING = tuple(map("".join, combinations(LETTERS, 2)))  # two readings, by their letters


class Written(models.Model):
    """What a version of an observation keeps beside its fields; who wrote it and when stand there as well."""

    readings = models.JSONField(default=list)
    emptied = models.BooleanField(default=False, help_text=_("repeated words of a story that was withdrawn"))

    class Meta:
        abstract = True


class Observation(models.Model):
    """What becomes an observation card."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        DISCUSSED = "discussed", _("discussed")
        FINAL = "final", _("final")

    class Strength(models.TextChoices):
        UNSAID = "", _("not said")
        WEAK = "weak", _("a hint")
        CLEAR = "clear", _("clear")
        STRIKING = "striking", _("striking")

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="observations")
    vertelpunt = models.ForeignKey(Vertelpunt, models.PROTECT, related_name="observations")
    number = models.PositiveIntegerField()
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(_("title"), max_length=160)
    description = models.TextField(_("what we see"))
    theme = models.CharField(_("theme"), max_length=60, blank=True)
    opposing = models.CharField(
        _("which two oppose each other"), max_length=2, blank=True, help_text=_("by their letters; a person says so")
    )
    strength = models.CharField(_("how strong"), max_length=10, choices=Strength.choices, blank=True)
    notes = models.TextField(_("notes"), blank=True, help_text=_("for who writes; never printed"))
    notes_hidden = models.BooleanField(default=False, help_text=_("repeat words of a story that was withdrawn"))
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    stated_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    stated_at = models.DateTimeField(null=True, blank=True)
    hidden = models.BooleanField(default=False, help_text=_("repeats words of a story that was withdrawn"))
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords(
        bases=[Written],
        excluded_fields=["position", "hidden", "notes_hidden", "created_by", "stated_by", "stated_at", "changed_at"],
        cascade_delete_history=True,
    )

    class Meta:
        verbose_name = _("observation")
        ordering = ["position", "number"]
        constraints = [
            models.UniqueConstraint(fields=["coalition", "number"], name="observation_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "discussed", "final"]), name="observation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(strength__in=["", "weak", "clear", "striking"]), name="observation_strength_known"
            ),
            models.CheckConstraint(condition=Q(opposing__in=["", *OPPOSING]), name="observation_opposing_known"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def pattern_key(self) -> str:
        """Return the key of its first pattern; empty when it has none."""
        first = next(iter(self.patterns.all()), None)
        return first.key if first else ""


class ObservationPattern(models.Model):
    """A pattern that an observation is about, and the numbers from which its figure was made.

    `made_of` (patterns/made_of.py) stays when a newer evaluation comes, so that figure and words go together until
    somebody looks. It goes at once when a story that it may count changes or goes: the figure then follows the newest
    evaluation, and `lost` says that somebody must still look.
    """

    observation = models.ForeignKey(Observation, models.CASCADE, related_name="patterns")
    key = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    made_of = models.JSONField(null=True, blank=True)
    passed_over = models.CharField(max_length=64, blank=True, help_text=_("newer numbers that somebody did not take"))
    lost = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["observation", "key"], name="observation_pattern_once"),
            models.CheckConstraint(condition=~Q(key=""), name="observation_pattern_has_key"),
        ]

    def __str__(self) -> str:
        return self.key


class Interpretation(models.Model):
    """One way to read an observation; a card needs two that oppose each other."""

    observation = models.ForeignKey(Observation, models.CASCADE, related_name="interpretations")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(_("reading"))
    hidden = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["observation", "position"], name="interpretation_position_once"),
            models.CheckConstraint(condition=~Q(text=""), name="interpretation_has_text"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class TypicalStory(models.Model):
    """A story chosen with an observation: in its core, against it, or from the middle."""

    class Part(models.TextChoices):
        TYPICAL = "typical", _("typical")
        COUNTER = "counter", _("counter-example")
        MIDDLE = "middle", _("from the middle")

    observation = models.ForeignKey(Observation, models.CASCADE, related_name="typical_stories")
    story = models.ForeignKey(Story, models.CASCADE, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.TYPICAL)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["part", "position"]
        constraints = [models.UniqueConstraint(fields=["observation", "story"], name="typical_story_once")]

    def __str__(self) -> str:
        return f"{self.story} {self.part}"


class Quote(models.Model):
    """A span of a released text, in code points; never a copy."""

    observation = models.ForeignKey(Observation, models.CASCADE, related_name="quotes")
    release = models.ForeignKey(StoryRelease, models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="quote_not_empty")]

    def __str__(self) -> str:
        return f"{self.release_id}[{self.start}:{self.end}]"

    @property
    def text(self) -> str:
        """Return the words of the teller."""
        return self.release.text[self.start : self.end]
