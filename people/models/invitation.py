"""Invitations: somebody may come in by a link that was mailed, once and before it expires."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.coalition import Coalition
from people.roles import Role


class Invitation(models.Model):
    """A link that waits to be used; it is deleted when it was, when it is taken back, and by rule."""

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("mail address"))
    roles = models.JSONField(default=list)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    digest = models.CharField(max_length=64, unique=True, help_text=_("keyed, of the secret in the link"))

    class Meta:
        verbose_name = _("invitation")
        ordering = ["email"]
        constraints = [models.UniqueConstraint(fields=["coalition", "email"], name="invitation_once_each")]

    def __str__(self) -> str:
        return self.email

    @property
    def role_names(self) -> list[str]:
        """Return what the roles are called."""
        return [str(Role(role).label) for role in self.roles]

    @property
    def about(self) -> str:
        """Return the name under which its mail goes with it."""
        return f"invitation:{self.pk}"
