"""What belongs to telling together: sittings, printed forms, personal links and what tellers let somebody read."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Coalition, Region, User
from vertelpunt.models.questions import QuestionSetVersion
from vertelpunt.models.story import Story
from vertelpunt.models.vertelpunt import Audience, Vertelpunt


class Sitting(models.Model):
    """People telling together, led by somebody: knows how many stories were told, never which."""

    class Kind(models.TextChoices):
        TABLE = "table", _("story table")
        INTERVIEW = "interview", _("interview")
        PAPER = "paper", _("forms on paper")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vertelpunt = models.ForeignKey(Vertelpunt, models.CASCADE, related_name="sittings")
    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="+")
    kind = models.CharField(_("what is it"), max_length=10, choices=Kind.choices)
    audience = models.ForeignKey(Audience, models.CASCADE, related_name="+")
    place = models.CharField(_("place"), max_length=120)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    held_on = models.DateField(_("day"))
    told = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    open_until = models.DateField()

    class Meta:
        ordering = ["-held_on", "place"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["table", "interview", "paper"]), name="sitting_kind_known"),
            models.CheckConstraint(condition=~Q(place=""), name="sitting_has_place"),
        ]

    def __str__(self) -> str:
        return f"{self.held_on} {self.place}"


class PaperForm(models.Model):
    """A form on paper with its number; once entered, nothing ties the number to the story."""

    vertelpunt = models.ForeignKey(Vertelpunt, models.CASCADE, related_name="paper_forms")
    version = models.ForeignKey(QuestionSetVersion, models.CASCADE, related_name="paper_forms")
    audience = models.ForeignKey(Audience, models.CASCADE, related_name="+")
    number = models.CharField(max_length=6)
    language = models.CharField(max_length=8, default="nl")
    code_digest = models.CharField(max_length=64, null=True, blank=True, unique=True)  # goes with the story
    printed_on = models.DateField()
    printed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    entered_on = models.DateField(null=True, blank=True)
    stopped_on = models.DateField(null=True, blank=True)  # the teller does not want it to be entered

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vertelpunt", "number"], name="paper_form_number_once"),
            models.CheckConstraint(
                condition=Q(entered_on=None) | Q(code_digest=None, stopped_on=None), name="paper_form_entered_untied"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class HandLink(models.Model):
    """The personal link of a professional, who hands it over; no teller has one of their own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vertelpunt = models.ForeignKey(Vertelpunt, models.CASCADE, related_name="hand_links")
    professional = models.ForeignKey(User, models.CASCADE, related_name="+")
    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="+")
    expires_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vertelpunt", "professional", "coalition"], name="hand_link_once"),
        ]

    def __str__(self) -> str:
        return f"{self.vertelpunt} {self.expires_on}"


class Share(models.Model):
    """That a teller lets one professional, or the organisation too, read a story as it was told."""

    class With(models.TextChoices):
        PROFESSIONAL = "professional", _("only who gave the link")
        ORGANISATION = "organisation", _("the organisation too")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    story = models.OneToOneField(Story, models.CASCADE, related_name="share")
    professional = models.ForeignKey(User, models.CASCADE, related_name="+")
    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="+")
    reader = models.CharField(max_length=12, choices=With.choices)
    called = models.CharField(_("how the teller wants to be called"), max_length=80, blank=True, default="")
    given_on = models.DateField()
    read_on = models.DateField(null=True, blank=True)
    talked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-given_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reader__in=["professional", "organisation"]), name="share_reader_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
