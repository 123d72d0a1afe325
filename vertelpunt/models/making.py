"""What belongs to making a Vertelpunt: its start page, and links to try it out."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import User
from vertelpunt.models.vertelpunt import Vertelpunt


class Charter(models.Model):
    """The start page: what a Vertelpunt is for, who does what and who decides what, agreed before it opens."""

    class Aim(models.TextChoices):
        QUALITY = "quality", _("an instrument for quality: it shows how things stand")
        IMPROVEMENT = "improvement", _("a driver of improvement: it sets things in motion")

    vertelpunt = models.OneToOneField(Vertelpunt, models.CASCADE, related_name="charter")
    aim = models.CharField(_("what it is for"), max_length=12, choices=Aim.choices, blank=True, default="")
    question = models.TextField(_("what we want to know"), max_length=600, blank=True)
    plan = models.TextField(_("the plan that it serves"), max_length=600, blank=True)
    people = models.JSONField(_("roles and people"), default=list, blank=True)
    decisions = models.JSONField(_("who decides what, and when"), default=list, blank=True)
    hours = models.CharField(_("what we ask of people, in hours"), max_length=300, blank=True)
    deadline = models.DateField(_("done before"), null=True, blank=True)
    back = models.TextField(_("how tellers hear what came of it"), max_length=600, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(aim__in=["", "quality", "improvement"]), name="charter_aim_known")
        ]

    def __str__(self) -> str:
        return str(self.vertelpunt)


class TrialLink(models.Model):
    """A secret link by which people try a Vertelpunt out; what they tell there never counts."""

    vertelpunt = models.ForeignKey(Vertelpunt, models.CASCADE, related_name="trial_links")
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    expires_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.vertelpunt} {self.expires_on}"
