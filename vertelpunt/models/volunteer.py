"""Somebody who wants to think along at a table: a list of its own, tied to no story, teller, channel or day."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Region
from vertelpunt.models.vertelpunt import Vertelpunt


class Volunteer(models.Model):
    """How to reach somebody for a table; knows the month, and nothing of what was told."""

    class Perspective(models.TextChoices):
        YOUTH = "youth", _("young person")
        PARENT = "parent", _("parent or carer")
        PROFESSIONAL = "professional", _("professional")
        OTHER = "other", _("someone else")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vertelpunt = models.ForeignKey(Vertelpunt, models.CASCADE, related_name="volunteers")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    perspective = models.CharField(max_length=20, choices=Perspective.choices)
    reach = models.CharField(_("mail address or phone number"), max_length=200)
    name = models.CharField(_("name"), max_length=80, blank=True)
    consent = models.TextField()  # what was agreed to, in the words that were shown
    month = models.DateField()  # the first day of the month in which somebody put themselves on the list
    kept_until = models.DateField()
    code_digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("somebody who thinks along")
        verbose_name_plural = _("people who think along")
        ordering = ["perspective", "id"]
        constraints = [
            models.UniqueConstraint(fields=["vertelpunt", "reach"], name="volunteer_once"),
            models.CheckConstraint(condition=~Q(reach="") & ~Q(consent=""), name="volunteer_reachable"),
            models.CheckConstraint(condition=Q(month__day=1), name="volunteer_month_only"),
            models.CheckConstraint(
                condition=Q(perspective__in=["youth", "parent", "professional", "other"]),
                name="volunteer_perspective_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
