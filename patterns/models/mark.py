"""What somebody thinks of a pattern: remarkable, maybe or no, with a note."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.models import Coalition, User
from vertelpunt.models import Vertelpunt

MOST_NOTE = 600


class Mark(models.Model):
    """One person's mark on a pattern, known by its key: it stays when the answers are evaluated again.

    A mark that was taken back keeps its row, without a choice, so that `version` only grows: what was changed in
    another window is noticed.
    """

    class Choice(models.TextChoices):
        REMARKABLE = "remarkable", _("remarkable")
        MAYBE = "maybe", pgettext_lazy("a mark", "maybe")
        NO = "no", pgettext_lazy("a mark", "no")

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="marks")
    vertelpunt = models.ForeignKey(Vertelpunt, models.CASCADE, related_name="marks")
    pattern_key = models.CharField(max_length=200)
    user = models.ForeignKey(User, models.CASCADE, related_name="marks")
    choice = models.SlugField(max_length=10, choices=Choice.choices, blank=True)
    note = models.TextField(_("note"), max_length=MOST_NOTE, blank=True)
    hidden = models.BooleanField(default=False, help_text=_("repeats words of a story that was withdrawn"))
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["changed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "vertelpunt", "pattern_key", "user"], name="mark_once_per_person"
            ),
            models.CheckConstraint(
                condition=Q(choice__in=["", "remarkable", "maybe", "no"]), name="mark_choice_known"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="mark_version_grows"),
        ]

    def __str__(self) -> str:
        return f"{self.pattern_key} {self.choice}"

    @property
    def empty(self) -> bool:
        """Tell whether nothing is said with it any more."""
        return not self.choice and not self.note
