"""A track: a substantive line of a coalition through the stories of a Vertelpunt, and the stories on it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Coalition, User
from vertelpunt.models import Story, Vertelpunt


class Track(models.Model):
    """Stories that a session or a talk is about; a region may have its own on stories that it was lent."""

    class Colour(models.TextChoices):
        GREEN = "green", _("green")
        PLUM = "plum", _("plum")
        YELLOW = "yellow", _("yellow")
        BLUE = "blue", _("blue")
        RED = "red", _("red")
        GREY = "grey", _("grey")

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="tracks")
    vertelpunt = models.ForeignKey(Vertelpunt, models.CASCADE, related_name="tracks")
    slug = models.SlugField(max_length=40)
    name = models.CharField(_("name"), max_length=60)
    description = models.TextField(_("what it is about"), max_length=1000, blank=True)
    colour = models.CharField(_("colour"), max_length=8, choices=Colour.choices, default=Colour.GREEN)
    position = models.PositiveSmallIntegerField(default=0)
    hidden = models.BooleanField(default=False, help_text=_("repeats words of a story that was withdrawn"))
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("track")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["coalition", "vertelpunt", "slug"], name="track_slug_once"),
            models.CheckConstraint(condition=~Q(name=""), name="track_has_name"),
            models.CheckConstraint(
                condition=Q(colour__in=["green", "plum", "yellow", "blue", "red", "grey"]), name="track_colour_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TrackStory(models.Model):
    """That somebody put a story on a track, or said that it does not belong there; it goes with the story."""

    track = models.ForeignKey(Track, models.CASCADE, related_name="placed")
    story = models.ForeignKey(Story, models.CASCADE, related_name="+")
    rejected = models.BooleanField(default=False)
    proposed = models.BooleanField(default=False, help_text=_("it was proposed from the text"))
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["track", "story"], name="track_story_once")]

    def __str__(self) -> str:
        return f"{self.track} {self.story_id}"
