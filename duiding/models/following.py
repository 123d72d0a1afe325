"""Who hears how it goes with a proposal, owners who ask each other, and what a proposal hopes to move."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from duiding.models.proposal import Proposal
from people.models import Coalition


class Follower(models.Model):
    """Somebody who hears how it goes: a mail address until they stop, then only its keyed digest."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="followers")
    email = models.EmailField(_("mail address"), blank=True)
    digest = models.CharField(max_length=64)
    owner = models.BooleanField(_("takes the proposal up"), default=False)
    reminded_on = models.DateField(null=True, blank=True)
    stopped_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("who hears of it")
        ordering = ["-owner", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "digest"], name="follower_once"),
            models.UniqueConstraint(fields=["proposal"], condition=Q(owner=True), name="follower_one_owner"),
            models.CheckConstraint(
                condition=Q(stopped_on=None) & ~Q(email="") | Q(stopped_on__isnull=False, email=""),
                name="follower_stopped_is_forgotten",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.pk}"


class Pair(models.Model):
    """Two proposals whose owners ask each other how it goes."""

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="pairs")
    asks = models.ForeignKey(Proposal, models.CASCADE, related_name="asks")
    answers = models.ForeignKey(Proposal, models.CASCADE, related_name="asked_by")
    made_on = models.DateField()

    class Meta:
        verbose_name = _("pair of owners")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["coalition", "asks"], name="pair_asks_once"),
            models.UniqueConstraint(fields=["coalition", "answers"], name="pair_answers_once"),
            models.CheckConstraint(condition=~Q(asks=F("answers")), name="pair_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.asks_id} → {self.answers_id}"


class Effect(models.Model):
    """What a proposal hopes to move: the stories and questions where that would show, and from which day."""

    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="effect")
    query = models.CharField(_("which stories"), max_length=1000, blank=True)  # the end of an explorer's address
    questions = models.JSONField(_("which questions"), default=list)  # their keys
    since = models.DateField(_("new from"))

    class Meta:
        verbose_name = _("what it hopes to move")

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.since}"
