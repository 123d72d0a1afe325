"""The programme of a session: further days, and steps with their minutes and what the facilitator says."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from duiding.models.session import Session, StepKind

LONGEST = 480


class SessionDay(models.Model):
    """A further day of a session that takes several; the first one is in the session itself."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="more_days")
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))

    class Meta:
        verbose_name = _("further day")
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_day_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.starts_at:%Y-%m-%d}"


class ProgrammeStep(models.Model):
    """One step of the programme; when it starts follows from the steps before it."""

    Kind = StepKind

    session = models.ForeignKey(Session, models.CASCADE, related_name="programme")
    day = models.ForeignKey(SessionDay, models.CASCADE, null=True, blank=True, related_name="programme")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("kind of step"), max_length=10, choices=StepKind.choices)
    title = models.CharField(_("title"), max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10)
    script = models.TextField(_("what the facilitator says"), max_length=4000, blank=True)
    hidden = models.BooleanField(default=False, help_text=_("repeats words of a story that was withdrawn"))

    class Meta:
        verbose_name = _("step of the programme")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=LONGEST), name="programme_minutes"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display()) if self.hidden or not self.title else self.title

    @property
    def shown_script(self) -> str:
        """Return what the facilitator says, unless words in it are hidden."""
        return "" if self.hidden else self.script
