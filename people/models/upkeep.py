"""What the daily work did: which part, on which day, how much, and whether it failed. Never any content."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Upkeep(models.Model):
    """One part of the daily work on one day; a part that failed may be done again that day."""

    part = models.SlugField(max_length=40)
    day = models.DateField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    count = models.PositiveIntegerField(null=True, blank=True, help_text=_("how many went or were mailed"))
    fault = models.CharField(max_length=80, blank=True, help_text=_("the kind of error, and nothing of its text"))

    class Meta:
        verbose_name = _("daily work")
        ordering = ["-started_at"]
        constraints = [models.UniqueConstraint(fields=["part", "day"], name="upkeep_once_a_day")]

    def __str__(self) -> str:
        return f"{self.part} {self.day}"
