"""Coalitions: the nested groups that work with stories, the regions they serve and who does what in them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.roles import Role


class Region(models.Model):
    """A region as it was between two dates: data, never code."""

    scheme = models.SlugField(max_length=40)
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("region")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="region_code_once_per_scheme"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="region_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Coalition(models.Model):
    """A national programme, a region, a municipality, a neighbourhood or an organisation."""

    class Kind(models.TextChoices):
        NATIONAL = "national", _("national programme")
        REGION = "region", _("region")
        MUNICIPALITY = "municipality", _("municipality")
        NEIGHBOURHOOD = "neighbourhood", _("neighbourhood")
        ORGANISATION = "organisation", _("organisation")

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    fictional = models.BooleanField(_("fictional"), default=False)
    small_group = models.PositiveSmallIntegerField(_("smallest group shown outside the coalition"), default=5)

    class Meta:
        verbose_name = _("coalition")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="coalition_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(small_group__gte=2, small_group__lte=100), name="coalition_small_group_sane"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def known_as(self) -> str:
        """Return the name, which says so when the coalition is made up."""
        says_so = not self.fictional or "fict" in self.name.lower()
        return self.name if says_so else f"{self.name} ({_('fictional')})"

    def with_ancestors(self) -> list["Coalition"]:
        """Return this coalition and those above it, nearest first."""
        line: list[Coalition] = [self]
        while (above := line[-1].parent) is not None and above not in line:
            line.append(above)
        return line


class Membership(models.Model):
    """A role of a person in a coalition."""

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = _("membership")
        constraints = [
            models.UniqueConstraint(fields=["coalition", "user", "role"], name="membership_role_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.coalition}"
