"""Who is asked to a session: from where they look, their answer and their seat; how to reach them stands apart."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from duiding.models.session import Perspective, Session, Table

NEEDED = {
    "needs_access": _("an accessible room or help"),
    "needs_food": _("other food"),
    "needs_travel": _("help with travelling"),
    "brings_someone": _("brings somebody along"),
}


class Invitee(models.Model):
    """Somebody who is asked to take part; a name or an address is never here, but in `Contact`."""

    class Answer(models.TextChoices):
        NONE = "none", _("no answer yet")
        COMES = "comes", _("comes")
        NOT = "not", _("does not come")
        OTHER = "other", _("somebody else comes")

    session = models.ForeignKey(Session, models.CASCADE, related_name="invitees")
    perspective = models.CharField(_("looks as"), max_length=20, choices=Perspective.choices)
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    municipality = models.CharField(_("municipality"), max_length=80, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, default=Answer.NONE)
    answered_on = models.DateField(null=True, blank=True)
    invited_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    instead_of = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="replacement")
    table = models.ForeignKey(Table, models.SET_NULL, null=True, blank=True, related_name="seats")
    fixed = models.BooleanField(_("stays at this table"), default=False)

    class Meta:
        verbose_name = _("invited person")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(perspective__in=Perspective.values), name="invitee_perspective_known"),
            models.CheckConstraint(
                condition=Q(answer__in=["none", "comes", "not", "other"]), name="invitee_answer_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_perspective_display()} {self.pk}"


class Contact(models.Model):
    """How to reach somebody and what they need to take part: a table of its own, emptied after the session."""

    invitee = models.OneToOneField(Invitee, models.CASCADE, primary_key=True, related_name="contact")
    name = models.CharField(_("name"), max_length=80)
    email = models.EmailField(_("mail address"), blank=True)
    phone = models.CharField(_("phone number"), max_length=40, blank=True)
    needs = models.CharField(_("what is needed"), max_length=300, blank=True)
    needs_access = models.BooleanField(
        _("a room that is easy to get into, or help with seeing or hearing"), default=False
    )
    needs_food = models.BooleanField(_("other food"), default=False)
    needs_travel = models.BooleanField(_("help with travelling"), default=False)
    brings_someone = models.BooleanField(_("brings somebody along"), default=False)

    class Meta:
        verbose_name = _("contact details")
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="contact_has_name")]

    def __str__(self) -> str:
        return f"{self.invitee_id}"

    @property
    def needed(self) -> list[str]:
        """Return in words what somebody needs."""
        said = [str(label) for name, label in NEEDED.items() if getattr(self, name)]
        return [*said, self.needs] if self.needs else said


class SeatWish(models.Model):
    """A wish about who sits where: two together, two apart, or somebody at one table."""

    class Kind(models.TextChoices):
        TOGETHER = "together", _("at one table with")
        APART = "apart", _("not at one table with")
        AT = "at", _("at this table")

    session = models.ForeignKey(Session, models.CASCADE, related_name="wishes")
    kind = models.CharField(_("wish"), max_length=10, choices=Kind.choices)
    first = models.ForeignKey(Invitee, models.CASCADE, related_name="wishes")
    second = models.ForeignKey(Invitee, models.CASCADE, null=True, blank=True, related_name="+")
    table = models.ForeignKey(Table, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("wish about seats")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="at", table__isnull=False, second=None)
                | Q(kind__in=["together", "apart"], table=None, second__isnull=False),
                name="seat_wish_is_whole",
            ),
            models.CheckConstraint(condition=~Q(first=F("second")), name="seat_wish_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
