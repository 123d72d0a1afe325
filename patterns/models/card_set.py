"""A set of cards in an order: for a table, for a region, or for something else, with a budget that warns."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from patterns.models.observation import Observation
from people.models import Coalition, User

CARDS_FOR = {"table": 4, "region": 17, "other": 12}
STORIES_FOR = {"table": 10, "region": 42, "other": 30}  # two or three with each card


class CardSet(models.Model):
    """Cards that are used together, in an order that people chose."""

    class Purpose(models.TextChoices):
        TABLE = "table", _("for one table")
        REGION = "region", _("for a whole region")
        OTHER = "other", _("for something else")

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="card_sets")
    number = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=100)
    purpose = models.CharField(_("what for"), max_length=10, choices=Purpose.choices, default=Purpose.TABLE)
    budget = models.PositiveSmallIntegerField(_("cards at most"))
    stories = models.PositiveSmallIntegerField(_("stories at most"), default=STORIES_FOR["table"])
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("set of cards")
        verbose_name_plural = _("sets of cards")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["coalition", "number"], name="card_set_number_once"),
            models.CheckConstraint(condition=~Q(name=""), name="card_set_has_name"),
            models.CheckConstraint(condition=Q(budget__gte=1), name="card_set_budget_positive"),
            models.CheckConstraint(
                condition=Q(purpose__in=["table", "region", "other"]), name="card_set_purpose_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CardInSet(models.Model):
    """A card at its place in a set."""

    card_set = models.ForeignKey(CardSet, models.CASCADE, related_name="cards")
    observation = models.ForeignKey(Observation, models.CASCADE, related_name="in_sets")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["card_set", "observation"], name="card_in_set_once")]

    def __str__(self) -> str:
        return f"{self.card_set_id} {self.position}"
