"""A run of the pattern evaluation over the stories of a Vertelpunt, and what it found."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lib.texts import active_language
from patterns import saying, storing, words
from patterns.stats.figures import Figure
from patterns.stats.results import Pattern as Counted
from patterns.stats.settings import Settings
from people.models import Coalition, User
from vertelpunt.models import Vertelpunt


class Evaluation(models.Model):
    """One run: which stories, which settings, which versions of code; its numbers can be made again bit for bit."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("evaluation", "waiting")
        RUNNING = "running", _("running")
        DONE = "done", pgettext_lazy("evaluation", "done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="evaluations")
    vertelpunt = models.ForeignKey(Vertelpunt, models.CASCADE, related_name="evaluations")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    stale = models.BooleanField(default=False, help_text=_("counts a story that has changed or gone: hidden"))
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    heartbeat = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    progress = models.FloatField(default=0)
    cancel_asked = models.BooleanField(default=False)
    fault = models.SlugField(blank=True)
    stories = models.PositiveIntegerField(default=0)
    patterns_tested = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    settings = models.JSONField(default=dict)
    versions = models.JSONField(default=dict)
    seconds = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    counted = models.BinaryField(default=bytes, help_text=_("keyed digests of the stories, eight bytes each, sorted"))

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["coalition", "vertelpunt", "number"], name="evaluation_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running", "done", "failed", "cancelled"]),
                name="evaluation_state_known",
            ),
            models.CheckConstraint(condition=Q(progress__gte=0, progress__lte=1), name="evaluation_progress_share"),
        ]

    def __str__(self) -> str:
        return f"{self.vertelpunt} {self.number}"

    @property
    def labels(self) -> list[str]:
        """The labels that its patterns refer to, in the active language."""
        known: dict[str, list[str]] = self.summary.get("labels", {})
        return known.get(_language(known), [])


class Pattern(models.Model):
    """One pattern of an evaluation, with what lists and filters need beside it.

    `numbers` has everything that was computed, with a private character for each label; `kept` its figure where
    somebody is sure to look. Read `found`, `result`, `figure` and `words`, which speak the language of the reader.
    """

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="patterns")
    key = models.CharField(max_length=200)
    kind = models.SlugField(max_length=40)
    rank = models.PositiveIntegerField(null=True, blank=True)
    group = models.PositiveIntegerField(null=True, blank=True, help_text=_("rank of the first that says the same"))
    selected = models.SlugField(max_length=12, blank=True)
    questions = models.CharField(max_length=400, blank=True, help_text=_("keys, each between blanks"))
    labels = models.JSONField(default=list)
    audience = models.SlugField(max_length=80, blank=True, help_text=_("the one audience that it was looked for in"))
    repeats = models.BooleanField(default=False, help_text=_("that audience is all who answered: no news"))
    n = models.PositiveIntegerField(default=0)
    tested = models.BooleanField(default=False)
    strong = models.BooleanField(default=False)
    verdict = models.SlugField(max_length=12, blank=True)
    effect = models.SlugField(max_length=12, blank=True)
    size = models.FloatField(null=True, blank=True)
    numbers = models.BinaryField(default=bytes)
    kept = models.BinaryField(null=True, blank=True)

    class Meta:
        ordering = ["rank", "key"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "key"], name="pattern_key_once")]
        indexes = [models.Index(fields=["evaluation", "rank"], name="pattern_by_rank")]

    def __str__(self) -> str:
        return self.key

    @cached_property
    def _plain(self) -> dict[str, Any]:
        return self._said(self.numbers)

    def _said(self, kept: bytes | memoryview) -> dict[str, Any]:
        said: dict[str, Any] = storing.said(storing.unpacked(kept), self.evaluation.labels)
        return said

    @cached_property
    def found(self) -> Counted:
        """What the statistics found, with the labels in the active language."""
        return storing.pattern_from(self._plain)

    @property
    def result(self) -> dict[str, Any]:
        """The public JSON object (docs/evaluation-format.md), with the labels in the active language."""
        return saying.public_object(self.found, self.words["why"], self.figure)

    @cached_property
    def _drawn(self) -> Figure | None:
        from patterns import counted

        if self.kept:
            return storing.figure_from(self._said(self.kept))
        made = counted.figure_of(self.evaluation, storing.pattern_from(storing.unpacked(self.numbers)))
        return storing.figure_from(storing.said(made.to_dict(), self.evaluation.labels)) if made else None

    @cached_property
    def figure(self) -> Figure | None:
        """What its figure shows; None when it was not kept and the columns that were counted are gone."""
        return words.labelled(self._drawn) if self._drawn else None

    @cached_property
    def words(self) -> dict[str, Any]:
        """Sentences in the active language: why, verdict, test, effect, and `sentences` that describe it."""
        texts: dict[str, Any] = self._plain.get("texts", {})
        found: dict[str, Any] | None = texts.get(_language(texts))
        return found or saying.words_of(self.found, self._drawn, Settings.from_dict(self.evaluation.settings))


def _language(known: Mapping[str, object]) -> str:
    active = active_language()
    return active if active in known else settings.LANGUAGE_CODE
