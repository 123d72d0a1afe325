"""A second reader's look at a story from here, before it lies on a table where people may recognise it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models import Coalition, User
from vertelpunt.models import Story


class LocalCheck(models.Model):
    """That somebody asked whether a story is safe at a local table, and what a second reader said of one release."""

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="local_checks")
    story = models.ForeignKey(Story, models.CASCADE, related_name="local_checks")
    release_number = models.PositiveSmallIntegerField()
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_on = models.DateField()
    checked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    checked_on = models.DateField(null=True, blank=True)
    safe = models.BooleanField(_("nobody is recognised"), null=True)

    class Meta:
        verbose_name = _("check by a second reader")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["coalition", "story"], name="local_check_once"),
            models.CheckConstraint(condition=~Q(asked_by=F("checked_by")), name="local_check_by_another"),
            models.CheckConstraint(
                condition=Q(safe__isnull=True, checked_on=None) | Q(safe__isnull=False, checked_on__isnull=False),
                name="local_check_has_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.story_id}"
