"""Key figures: a few striking numbers from elsewhere beside the stories, each with its source and year."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from patterns.models.track import Track
from people.models import Coalition, User
from vertelpunt.models import Vertelpunt


class KeyFigure(models.Model):
    """One number with what it counts, where and when, and who says so; of a track, or of the whole."""

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="key_figures")
    vertelpunt = models.ForeignKey(Vertelpunt, models.CASCADE, related_name="key_figures")
    track = models.ForeignKey(Track, models.CASCADE, null=True, blank=True, related_name="key_figures")
    value = models.DecimalField(max_digits=14, decimal_places=4)
    places = models.PositiveSmallIntegerField(default=0)
    unit = models.CharField(max_length=20, blank=True)
    label = models.CharField(_("what it counts"), max_length=140)
    about = models.CharField(_("which region and period it is about"), max_length=80)
    source = models.CharField(_("source"), max_length=120)
    year = models.PositiveSmallIntegerField(_("year"))
    position = models.PositiveSmallIntegerField(default=0)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("key figure")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(label="") & ~Q(about=""), name="key_figure_says_what"),
            models.CheckConstraint(
                condition=~Q(source="") & Q(year__gte=1900, year__lte=2100), name="key_figure_source"
            ),
            models.CheckConstraint(condition=Q(places__lte=4), name="key_figure_places"),
        ]

    def __str__(self) -> str:
        return self.label
