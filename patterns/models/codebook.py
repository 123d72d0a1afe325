"""A code book: questions that readers answer about a story, and their annotations; never mixed with a teller's own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from people.models import Coalition, User
from vertelpunt.models import Story, Vertelpunt


class CodeBook(models.Model):
    """The code book of a coalition for a Vertelpunt; every change of its questions makes the next version."""

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="code_books")
    vertelpunt = models.ForeignKey(Vertelpunt, models.CASCADE, related_name="code_books")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("code book")
        constraints = [models.UniqueConstraint(fields=["coalition", "vertelpunt"], name="code_book_once")]

    def __str__(self) -> str:
        return f"{self.vertelpunt} v{self.version}"


class CodeQuestion(models.Model):
    """A question that the reader answers. Its kind never changes; an option that was used stays."""

    class Kind(models.TextChoices):
        CHOICE = "choice", _("one answer")
        MULTI = "multi", _("several answers")
        ORDERED = "ordered", _("one answer, from little to much")
        SLIDER = "slider", _("a slider between two ends")
        NOTE = "note", _("a short note")

    book = models.ForeignKey(CodeBook, models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=40)
    kind = models.CharField(_("how it is answered"), max_length=8, choices=Kind.choices)
    text = models.CharField(_("question to the reader"), max_length=160)
    help = models.CharField(_("when to choose what"), max_length=400, blank=True)
    options = models.JSONField(default=list, help_text=_("a list of code and label"))
    low = models.CharField(_("left end"), max_length=60, blank=True)
    high = models.CharField(_("right end"), max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    retired = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("code question")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["book", "key"], name="code_question_key_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["choice", "multi", "ordered", "slider", "note"]), name="code_question_kind_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="code_question_has_text"),
        ]

    def __str__(self) -> str:
        return self.text


class Annotation(models.Model):
    """What one reader says about one story; has no history of its own, so that nothing outlives the story."""

    question = models.ForeignKey(CodeQuestion, models.CASCADE, related_name="annotations")
    story = models.ForeignKey(Story, models.CASCADE, related_name="+")
    reader = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    value = models.JSONField(null=True, help_text=_("empty when it cannot be told from the story"))
    cannot_tell = models.BooleanField(default=False)
    version = models.PositiveIntegerField(help_text=_("of the code book"))
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("annotation")
        constraints = [
            models.UniqueConstraint(fields=["question", "story", "reader"], name="annotation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.story_id}"
