"""The question pool and the frozen versions of a Vertelpunt's question set."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lib.texts import validate_texts
from people.models import Coalition
from vertelpunt.models.vertelpunt import Vertelpunt


class QuestionModule(models.Model):
    """A group of questions in the pool; the core keeps Vertelpunten comparable. Without a coalition: for all."""

    coalition = models.ForeignKey(Coalition, models.CASCADE, null=True, blank=True, related_name="question_modules")
    key = models.SlugField(max_length=40)
    name = models.JSONField(default=dict, validators=[validate_texts])
    is_core = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coalition", "key"], name="question_module_key_once"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(coalition=None), name="shared_question_module_key_once"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Question(models.Model):
    """A question of the pool; its key stays the same through versions and Vertelpunten."""

    module = models.ForeignKey(QuestionModule, models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=60)
    definition = models.JSONField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["module", "key"], name="question_key_once_per_module")]

    def __str__(self) -> str:
        return self.key


class QuestionSetVersion(models.Model):
    """The questions of a Vertelpunt as they were asked; published, it never changes."""

    vertelpunt = models.ForeignKey(Vertelpunt, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    definition = models.JSONField(_("questions"))
    published_on = models.DateField(null=True, blank=True)
    asked = models.BooleanField(default=True)  # False: came with stories from elsewhere, no teller meets it

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["vertelpunt", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["vertelpunt"], condition=Q(published_on=None), name="one_version_being_edited"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vertelpunt} {self.number}"
