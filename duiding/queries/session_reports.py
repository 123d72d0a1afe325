"""What stood in a report before: earlier texts of its parts, newest first."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from duiding.models import ReportText, SessionReport
from duiding.report.made import WRITABLE

MOST = 40


@dataclass(frozen=True)
class Version:
    """What one part said from a moment on, and who wrote it."""

    label: str | Promise
    text: str
    by: str
    at: datetime
    emptied: bool


def versions_of(report: SessionReport) -> list[Version]:
    """Return the texts of `report` as they were and are, the newest first; what is hidden now is left out."""
    hidden = report.texts.filter(hidden=True).values_list("part", flat=True)
    rows = ReportText.history.filter(report=report.pk).exclude(part__in=list(hidden)).select_related("history_user")
    return [
        Version(WRITABLE[row.part], row.text, str(row.history_user or _("somebody")), row.history_date, row.emptied)
        for row in rows.order_by("-history_date", "-history_id")[:MOST]
        if row.part in WRITABLE
    ]
