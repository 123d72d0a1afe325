"""A proposal (verbetervoorstel), the decision on it, what was agreed and how it goes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from duiding.models.board import Cluster
from duiding.models.session import Session
from patterns.models import KeyFigure, Observation
from people.models import Coalition, User
from vertelpunt.models import Story, Vertelpunt


class Proposal(models.Model):
    """What people want to change, with somebody who takes it up."""

    class Level(models.TextChoices):
        LOCAL = "local", _("local")
        REGIONAL = "regional", _("regional")
        NATIONAL = "national", _("national")

    class State(models.TextChoices):
        DRAFT = "draft", _("being written")
        PRESENTED = "presented", _("presented")
        DECIDED = "decided", _("decided")

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="proposals")
    vertelpunt = models.ForeignKey(Vertelpunt, models.PROTECT, related_name="proposals")
    session = models.ForeignKey(Session, models.SET_NULL, null=True, blank=True, related_name="proposals")
    cluster = models.ForeignKey(Cluster, models.SET_NULL, null=True, blank=True, related_name="proposals")
    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=160)
    we_see = models.TextField(_("what we see"), blank=True)
    we_want = models.TextField(_("what we want to do"))
    so_that = models.TextField(_("so that"), blank=True)
    owner = models.CharField(_("who takes it up"), max_length=80, blank=True)
    first_step = models.CharField(_("first step"), max_length=300, blank=True)
    first_step_on = models.DateField(_("first step before"), null=True, blank=True)
    helpers = models.CharField(_("who else"), max_length=200, blank=True, default="")
    needs = models.CharField(_("what is needed"), max_length=300, blank=True, default="")
    level = models.CharField(_("level"), max_length=10, choices=Level.choices, default=Level.REGIONAL)
    theme = models.CharField(_("theme"), max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    presented_on = models.DateField(null=True, blank=True)
    public = models.BooleanField(_("on the public page"), default=False)
    hidden = models.BooleanField(default=False, help_text=_("repeats words of a story that was withdrawn"))
    observations = models.ManyToManyField(Observation, blank=True, related_name="+")
    stories = models.ManyToManyField(Story, blank=True, related_name="+")
    key_figures = models.ManyToManyField(KeyFigure, blank=True, related_name="+")
    decider = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    decides_at = models.ForeignKey(Coalition, models.SET_NULL, null=True, blank=True, related_name="asked_to_decide")
    decide_before = models.DateField(_("decision before"), null=True, blank=True)
    place = models.PositiveSmallIntegerField(default=0)  # in the order in which proposals are presented
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")
    passed_on = models.BooleanField(default=False)  # a copy that another coalition handed over, not one it took
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("proposal")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["coalition", "number"], name="proposal_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "presented", "decided"]), name="proposal_state_known"
            ),
            models.CheckConstraint(condition=Q(passed_on=False) | ~Q(state="draft"), name="proposal_passed_on_shown"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def may_be_taken_up(self) -> bool:
        """Tell whether somebody can still become the owner: there is none, and it was not declined or passed on."""
        if self.owner or self.hidden:
            return False
        return self.state != Proposal.State.DECIDED or self.decision.carried_out


class DecisionVersion(models.Model):
    """What a decision that was replaced keeps beside its words."""

    emptied = models.BooleanField(default=False, help_text=_("repeated words of a story that was withdrawn"))

    class Meta:
        abstract = True


class Decision(models.Model):
    """What the coalition decided, and why."""

    class Outcome(models.TextChoices):
        CHOSEN = "chosen", _("we do this")
        CHANGED = "changed", _("we do this in another way")
        DECLINED = "declined", _("we do not do this")
        RUNNING = "running", _("this fits a plan that is running")
        PASSED_ON = "passed_on", _("this belongs to somebody else")

    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="decision")
    outcome = models.CharField(_("decision"), max_length=10, choices=Outcome.choices)
    reason = models.TextField(_("reason"))
    conditions = models.TextField(_("conditions"), blank=True)
    refers_to = models.CharField(_("which plan, or to whom"), max_length=160, blank=True)
    decided_on = models.DateField(_("date"))
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    history = HistoricalRecords(bases=[DecisionVersion], cascade_delete_history=True)

    class Meta:
        verbose_name = _("decision")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_reason"),
            models.CheckConstraint(
                condition=~Q(outcome__in=["running", "passed_on"]) | ~Q(refers_to=""), name="decision_refers"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.outcome}"

    @property
    def carried_out(self) -> bool:
        """Tell whether the coalition does this itself, as proposed or in another way."""
        return self.outcome in CARRIED_OUT


CARRIED_OUT = (Decision.Outcome.CHOSEN, Decision.Outcome.CHANGED, Decision.Outcome.RUNNING)


class Agreement(models.Model):
    """Who does what, and when."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="agreements")
    who = models.CharField(_("who"), max_length=80)
    what = models.CharField(_("what"), max_length=300)
    before = models.DateField(_("before"))
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("agreement")
        ordering = ["before", "pk"]

    def __str__(self) -> str:
        return self.what


class ProgressEntry(models.Model):
    """How it goes, as its owner or the coalition tells it."""

    class Teller(models.TextChoices):
        MEMBER = "member", _("the coalition")
        OWNER = "owner", _("the owner")
        INTERVIEW = "interview", _("the owner, asked by another owner")

    class Status(models.TextChoices):
        STARTED = "started", _("started")
        UNDER_WAY = "under_way", _("under way")
        STUCK = "stuck", _("stuck")
        DONE = "done", _("done")
        STOPPED = "stopped", _("stopped")

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="progress")
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    text = models.TextField(_("what happened with it"))
    obstacles = models.TextField(_("what is in the way"), blank=True, default="")
    involved = models.TextField(_("how young people and parents take part"), blank=True, default="")
    help_wanted = models.TextField(_("what help is wanted"), blank=True, default="")
    told_by = models.CharField(max_length=10, choices=Teller.choices, default=Teller.MEMBER)
    on = models.DateField(_("date"))
    public = models.BooleanField(_("on the public page"), default=True)
    hidden = models.BooleanField(default=False)
    written_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("progress")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="progress_has_text"),
            models.CheckConstraint(condition=Q(told_by__in=["member", "owner", "interview"]), name="progress_told_by"),
        ]

    def __str__(self) -> str:
        return f"{self.proposal} {self.on}"
