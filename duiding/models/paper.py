"""What was printed for a table, and how much paper a pack takes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from duiding.models.session import Session, Table
from patterns.models import PrintedCard


class PackSheet(models.Model):
    """That a printed card went into the pack of a table, so that it can be found there and taken out."""

    table = models.ForeignKey(Table, models.CASCADE, related_name="pack_sheets")
    printed = models.ForeignKey(PrintedCard, models.CASCADE, related_name="pack_sheets")

    class Meta:
        verbose_name = _("sheet in a print pack")
        ordering = ["table", "pk"]
        constraints = [models.UniqueConstraint(fields=["table", "printed"], name="pack_sheet_once")]

    def __str__(self) -> str:
        return f"{self.table_id} {self.printed_id}"


class PackCount(models.Model):
    """How many sheets a print pack takes, by a keyed digest of all that is in it; numbers and never words."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="pack_counts")
    digest = models.CharField(max_length=64)
    sheets = models.JSONField(default=dict)
    counted_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("counted sheets of a print pack")
        ordering = ["-counted_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["session", "digest"], name="pack_count_once")]

    def __str__(self) -> str:
        return f"{self.session_id}"
