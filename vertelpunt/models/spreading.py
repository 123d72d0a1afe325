"""What belongs to spreading: partners, what they promised, links for them, targets, and who asks on the first page."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import User
from vertelpunt.models.vertelpunt import Audience, Channel, Vertelpunt


class Partner(models.Model):
    """An organisation or group that helps to spread a Vertelpunt; how to reach it is kept apart."""

    vertelpunt = models.ForeignKey(Vertelpunt, models.CASCADE, related_name="partners")
    name = models.CharField(_("name"), max_length=120)
    sites = models.JSONField(default=list, help_text=_("which may show the Vertelpunt in a frame, by their origin"))

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["vertelpunt", "name"], name="partner_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="partner_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class PartnerContact(models.Model):
    """Whom to mail at a partner; kept for a year after it was last changed, and no longer than somebody likes."""

    partner = models.OneToOneField(Partner, models.CASCADE, primary_key=True, related_name="contact")
    name = models.CharField(_("name of the person"), max_length=120, blank=True, default="")
    mail = models.EmailField(_("mail address"), blank=True, default="")
    kept_until = models.DateField()
    stopped_on = models.DateField(null=True, blank=True)  # they want no reminders: the address went with that

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stopped_on=None) | Q(mail="", name=""), name="contact_gone_when_stopped"
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner_id}"


class Promise(models.Model):
    """What a partner promised to do, before when, and when it was done."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="promises")
    what = models.CharField(_("what was promised"), max_length=300)
    by_whom = models.CharField(_("by whom"), max_length=120, blank=True, default="")
    before = models.DateField(_("done before"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["before", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="promise_says_what")]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.before}"


class PartnerLink(models.Model):
    """A secret link with which a partner sees its own response and promises; only its keyed digest is stored."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField()
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.partner_id} {self.expires_on}"


class Target(models.Model):
    """How many complete stories are hoped for by a day: of everybody, of an audience or by a channel."""

    vertelpunt = models.ForeignKey(Vertelpunt, models.CASCADE, related_name="targets")
    audience = models.ForeignKey(Audience, models.CASCADE, null=True, blank=True, related_name="targets")
    channel = models.ForeignKey(Channel, models.CASCADE, null=True, blank=True, related_name="targets")
    stories = models.PositiveIntegerField(_("complete stories"), validators=[MinValueValidator(1)])
    before = models.DateField(_("by"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vertelpunt"], condition=Q(audience=None, channel=None), name="target_of_all_once"
            ),
            models.UniqueConstraint(fields=["audience"], name="target_of_audience_once"),
            models.UniqueConstraint(fields=["channel"], name="target_of_channel_once"),
            models.CheckConstraint(condition=Q(audience=None) | Q(channel=None), name="target_of_one_thing"),
            models.CheckConstraint(condition=Q(stories__gte=1), name="target_above_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.vertelpunt_id} {self.stories}"


class Asker(models.Model):
    """Who asks: a name with a logo or a face on the first page; the picture is a file below VAR_DIR."""

    class Kind(models.TextChoices):
        LOGO = "logo", _("logo")
        FACE = "face", _("face")

    vertelpunt = models.ForeignKey(Vertelpunt, models.CASCADE, related_name="askers")
    kind = models.CharField(_("what it is"), max_length=8, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=80)
    alt = models.CharField(_("what can be seen, for who cannot see it"), max_length=160)
    file = models.CharField(max_length=80, unique=True)  # below VAR_DIR
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["logo", "face"]), name="asker_kind_known"),
            models.CheckConstraint(condition=~Q(alt=""), name="asker_is_described"),
        ]

    def __str__(self) -> str:
        return self.name
