"""Keys with which programs use the API: what each may do and until when; the key itself is not kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.coalition import Coalition
from people.scopes import Scope


class ApiToken(models.Model):
    """A key for a program; it does what it may as long as whoever made it may do that as well."""

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=80)
    scopes = models.JSONField(default=list)
    digest = models.CharField(max_length=64, unique=True, help_text=_("keyed, of the key that was shown once"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_on = models.DateField()
    expires_on = models.DateField(help_text=_("the last day on which it works"))
    last_used_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("key for a program")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["coalition", "name"], name="api_token_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="api_token_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope_names(self) -> list[str]:
        """Return what it may do, in words."""
        return [str(Scope(scope).label) for scope in self.scopes if scope in Scope.values]

    @property
    def expired(self) -> bool:
        """Tell whether its last day has gone by."""
        return self.expires_on < timezone.localdate()
