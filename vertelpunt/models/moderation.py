"""What belongs to reading before others do: what was noticed, who reads, worrying stories, a coalition's rules."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Coalition, User
from vertelpunt.models.story import Story


class Screening(models.Model):
    """What the program noticed in a story as told: spans, never copies; goes with the story, and with its text."""

    story = models.OneToOneField(Story, models.CASCADE, primary_key=True, related_name="screening")
    version = models.PositiveSmallIntegerField()
    spans = models.JSONField(default=list)  # of [start, end, category], in code points of the text as told
    sketch = models.JSONField(default=list)  # keyed digests of some runs of words, to know a near-copy again
    read_first = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["story"], condition=Q(read_first=True), name="screening_read_first")]

    def __str__(self) -> str:
        return f"{self.story_id} {self.version}"


class SketchPart(models.Model):
    """One of the smallest digests of a sketch, so that texts that may be near-copies are found without reading all."""

    screening = models.ForeignKey(Screening, models.CASCADE, related_name="parts")
    digest = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["digest"], name="sketch_part_by_digest")]

    def __str__(self) -> str:
        return f"{self.screening_id}"


class Claim(models.Model):
    """That somebody is reading a story now, so that nobody else is offered it; a while later it says nothing more."""

    story = models.OneToOneField(Story, models.CASCADE, primary_key=True, related_name="claim")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["until"], name="claim_by_end")]

    def __str__(self) -> str:
        return f"{self.story_id} {self.user_id}"


class Concern(models.Model):
    """A worrying story: somebody may be in danger. Says who raised it and what was done, with nothing of the story."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="concerns")
    raised_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    raised_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    done = models.CharField(_("what was done"), max_length=600, blank=True, default="")

    class Meta:
        ordering = ["raised_at"]
        constraints = [
            models.UniqueConstraint(fields=["story"], condition=Q(closed_at=None), name="concern_open_once"),
            models.CheckConstraint(
                condition=Q(closed_at=None, done="") | (Q(closed_at__isnull=False) & ~Q(done="")),
                name="concern_closed_says_what_was_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.story_id} {self.raised_at:%Y-%m-%d}"


class ConcernTold(models.Model):
    """Somebody who was told of a worrying story, and when."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="told")
    who = models.CharField(_("who was told"), max_length=120)
    told_at = models.DateTimeField(auto_now_add=True)
    told_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["told_at"]
        constraints = [models.CheckConstraint(condition=~Q(who=""), name="concern_told_says_who")]

    def __str__(self) -> str:
        return f"{self.concern_id} {self.told_at:%Y-%m-%d}"


class ModerationRules(models.Model):
    """How a coalition reads stories before others do: its protocol for worries, and words of its own to take out."""

    coalition = models.OneToOneField(Coalition, models.CASCADE, related_name="moderation_rules")
    protocol = models.TextField(_("what to do with a worrying story"), max_length=4000, blank=True)
    hours = models.PositiveSmallIntegerField(_("hours within which somebody is told"), default=24)
    places = models.TextField(_("places to take out"), max_length=20_000, blank=True)
    organisations = models.TextField(_("organisations to take out"), max_length=20_000, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(hours__gte=1, hours__lte=168), name="rules_hours_in_a_week")]

    def __str__(self) -> str:
        return str(self.coalition)
