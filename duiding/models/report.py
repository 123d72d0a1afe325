"""The report of a session: what somebody wrote in it, with its history, and to whom which version was sent."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from duiding.models.inviting import Invitee
from duiding.models.session import Session


class SessionReport(models.Model):
    """What belongs to the report of a session; the report itself is made of what is there when somebody asks."""

    session = models.OneToOneField(Session, models.CASCADE, primary_key=True, related_name="report")
    version = models.PositiveIntegerField(default=1, help_text=_("grows when somebody changes what is written in it"))
    owners_named = models.BooleanField(
        _("Name who takes a proposal up"),
        default=False,
        help_text=_("Only when each of them said that this is fine."),
    )
    taken_on = models.DateField(null=True, help_text=_("when it last left as a file or a mail"))
    outdated_on = models.DateField(null=True, help_text=_("when a story in what had left was withdrawn"))

    class Meta:
        verbose_name = _("report of a session")

    def __str__(self) -> str:
        return f"{self.session_id} {self.version}"


class ReportVersion(models.Model):
    """What an earlier text of a report keeps beside its words."""

    emptied = models.BooleanField(default=False, help_text=_("repeated words of a story that was withdrawn"))

    class Meta:
        abstract = True


class ReportText(models.Model):
    """What somebody wrote in one part of a report or of the letter made of it."""

    report = models.ForeignKey(SessionReport, models.CASCADE, related_name="texts")
    part = models.SlugField(max_length=20)
    text = models.TextField(_("text"), max_length=4000)
    hidden = models.BooleanField(default=False, help_text=_("repeats words of a story that was withdrawn"))
    history = HistoricalRecords(bases=[ReportVersion], excluded_fields=["hidden"], cascade_delete_history=True)

    class Meta:
        verbose_name = _("text of a report")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["report", "part"], name="report_text_once")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.part}"


class ReportSent(models.Model):
    """That somebody who took part got the link to one version, so that nobody gets it twice."""

    report = models.ForeignKey(SessionReport, models.CASCADE, related_name="sent")
    invitee = models.ForeignKey(Invitee, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    sent_on = models.DateField()

    class Meta:
        verbose_name = _("report that was sent")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["report", "invitee", "version"], name="report_sent_once")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.version}"
