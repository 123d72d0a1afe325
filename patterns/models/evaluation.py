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
from patterns import storing, words
from patterns.stats.figures import Figure
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

    `stored` has the numbers once, with a private character for each label, and the sentences in each language:
    read `result`, `figure` and `words`, which speak the language of the reader.
    """

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="patterns")
    key = models.CharField(max_length=200)
    kind = models.SlugField(max_length=40)
    rank = models.PositiveIntegerField(null=True, blank=True)
    group = models.PositiveIntegerField(null=True, blank=True, help_text=_("rank of the first that says the same"))
    selected = models.SlugField(max_length=12, blank=True)
    questions = models.CharField(max_length=400, blank=True, help_text=_("keys, each between blanks"))
    strong = models.BooleanField(default=False)
    verdict = models.SlugField(max_length=12, blank=True)
    stored = models.JSONField()

    class Meta:
        ordering = ["rank", "key"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "key"], name="pattern_key_once")]
        indexes = [models.Index(fields=["evaluation", "rank"], name="pattern_by_rank")]

    def __str__(self) -> str:
        return self.key

    @cached_property
    def _said(self) -> dict[str, Any]:
        said: dict[str, Any] = storing.said(self.stored, self.evaluation.labels)
        return said

    @property
    def public(self) -> dict[str, Any]:
        """The public JSON object but for its figure and its sentence."""
        found: dict[str, Any] = self._said["public"]
        return found

    @property
    def result(self) -> dict[str, Any]:
        """The public JSON object (docs/evaluation-format.md), with the labels in the active language."""
        figure = self.figure
        return self.public | {"why": self.words.get("why", "")} | (figure.public() if figure else {})

    @cached_property
    def figure(self) -> Figure | None:
        """What its figure shows; the same dataclasses from which cards are drawn."""
        plain = self._said.get("figure")
        return words.labelled(storing.figure_from(plain)) if plain else None

    @property
    def words(self) -> dict[str, Any]:
        """Sentences in the active language: why, verdict, test, effect, and `sentences` that describe it."""
        texts = self._said.get("texts", {})
        found: dict[str, Any] = texts.get(_language(texts), {})
        return found


def _language(known: Mapping[str, object]) -> str:
    active = active_language()
    return active if active in known else settings.LANGUAGE_CODE
