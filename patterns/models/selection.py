"""A selection: conditions that somebody gave a name, kept to be used again; never a list of stories."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Coalition, User
from vertelpunt.models import Vertelpunt


class Selection(models.Model):
    """Which stories of a Vertelpunt, as the end of an address; so it holds at any moment the stories that fit then."""

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="selections")
    vertelpunt = models.ForeignKey(Vertelpunt, models.CASCADE, related_name="selections")
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(max_length=1000)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    shared = models.BooleanField(_("everybody in the coalition sees it"), default=False)
    hidden = models.BooleanField(default=False, help_text=_("repeats words of a story that was withdrawn"))
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("selection")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "vertelpunt", "name"], condition=Q(shared=True), name="shared_selection_once"
            ),
            models.UniqueConstraint(
                fields=["coalition", "vertelpunt", "made_by", "name"],
                condition=Q(shared=False),
                name="own_selection_once",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="selection_has_name"),
            models.CheckConstraint(condition=~Q(query=""), name="selection_has_query"),
        ]

    def __str__(self) -> str:
        return self.name
