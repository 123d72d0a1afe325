"""What was printed: which card or story, by whom and when, and with which stories, so that it can be taken out."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from patterns.models.card_set import CardSet
from patterns.models.observation import Observation
from people.models import Coalition, User
from vertelpunt.models import Story


class PrintedCard(models.Model):
    """A card in a PDF that somebody made, of an observation or with one story; on the same day it is one row."""

    class TakeOut(models.TextChoices):
        NO = "", _("may stay")
        WITHDRAWN = "withdrawn", _("a story on it was taken back")
        QUOTED = "quoted", _("a teller does not want to be quoted any more")

    observation = models.ForeignKey(Observation, models.CASCADE, null=True, blank=True, related_name="printed")
    story_number = models.PositiveIntegerField(null=True, blank=True, help_text=_("of the story on a story card"))
    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="printed_cards")
    card_set = models.ForeignKey(CardSet, models.SET_NULL, null=True, blank=True, related_name="printed")
    printed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    printed_on = models.DateField()
    digest = models.CharField(max_length=64, help_text=_("keyed, of all that stood on the card"))
    take_out = models.CharField(max_length=10, choices=TakeOut.choices, blank=True)
    noticed_at = models.DateTimeField(null=True, blank=True)
    taken_out_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    taken_out_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("printed card")
        ordering = ["-printed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(take_out__in=["", "withdrawn", "quoted"]), name="printed_card_take_out_known"
            ),
            models.CheckConstraint(
                condition=Q(observation=None, story_number__isnull=False)
                | Q(observation__isnull=False, story_number=None),
                name="printed_card_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(taken_out_at=None) | ~Q(take_out=""), name="printed_card_out_for_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["coalition", "take_out"], name="printed_card_to_take_out")]

    def __str__(self) -> str:
        return f"{self.observation_id} {self.printed_on}"


class PrintedStory(models.Model):
    """A story that stands on a printed card, by its number or quoted; the row goes with the story."""

    printed = models.ForeignKey(PrintedCard, models.CASCADE, related_name="stories")
    story = models.ForeignKey(Story, models.CASCADE, related_name="+")
    quoted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["printed", "story"], name="printed_story_once")]

    def __str__(self) -> str:
        return f"{self.printed_id} {self.quoted}"
