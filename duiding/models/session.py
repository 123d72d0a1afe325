"""A session (duidingsbijeenkomst), its tables with their material, and who takes part."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from patterns.models import Observation, Track
from people.models import Coalition, User
from vertelpunt.models import Story, Vertelpunt


class Perspective(models.TextChoices):
    """From where somebody looks."""

    YOUTH = "youth", _("young person")
    PARENT = "parent", _("parent or carer")
    PROFESSIONAL = "professional", _("professional")
    POLICY = "policy", _("policy officer")
    MANAGER = "manager", _("manager or director")
    ADMINISTRATOR = "administrator", _("administrator or alderman")
    OTHER = "other", _("someone else")


class StepKind(models.TextChoices):
    """What people do during a step, in a programme and live."""

    WELCOME = "welcome", _("Welcome")
    OPEN = "open", _("Opening with a story")
    FIGURES = "figures", _("Figures")
    READ = "read", _("Reading")
    INTERPRET = "interpret", _("Which reading fits")
    NOTICE = "notice", _("Surprise, worry, chance")
    IDEAS = "ideas", _("Ideas")
    GROUND = "ground", _("One story as the ground")
    CLUSTER = "cluster", _("Group and name")
    PROPOSE = "propose", _("Make a proposal")
    SHARPEN = "sharpen", _("Sharpen with deciders")
    PRESENT = "present", _("Present")
    EVALUATE = "evaluate", _("Looking back")
    TALK = "talk", _("Talk")
    BREAK = "break", _("Break")


class Session(models.Model):
    """A meeting in which people give meaning to cards and stories together."""

    class Kind(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        ONLINE = "online", _("online")
        MIXED = "mixed", _("mixed")

    class State(models.TextChoices):
        PREPARING = "preparing", _("being prepared")
        OPEN = "open", _("going on")
        FINISHED = "finished", _("finished")

    Step = StepKind

    coalition = models.ForeignKey(Coalition, models.CASCADE, related_name="sessions")
    vertelpunt = models.ForeignKey(Vertelpunt, models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=160)
    goal = models.TextField(_("goal"), blank=True)
    theme = models.CharField(_("theme"), max_length=80, blank=True)
    track = models.ForeignKey(Track, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("track"))
    template = models.SlugField(max_length=20, blank=True, help_text=_("the programme it began with"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.IN_PERSON)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    meeting_link = models.URLField(_("link of the online meeting"), blank=True)
    contact = models.CharField(_("whom to ask"), max_length=200, blank=True)
    expenses = models.TextField(_("expenses for young people and parents"), max_length=1000, blank=True)
    practical = models.TextField(_("good to know"), max_length=2000, blank=True)
    answer_before = models.DateField(_("answer before"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    opened_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    hidden = models.BooleanField(default=False, help_text=_("repeats words of a story that was withdrawn"))
    step = models.CharField(max_length=10, choices=StepKind.choices, default=StepKind.WELCOME)
    join_code = models.CharField(max_length=12, unique=True)
    assigned = models.BooleanField(_("share people out over the tables"), default=False)
    revision = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("session")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start"),
            models.CheckConstraint(
                condition=Q(state__in=["preparing", "open", "finished"]), name="session_state_known"
            ),
        ]

    def __str__(self) -> str:
        if self.hidden:
            return gettext("Session of %(day)s") % {"day": date_format(self.held_on, "j F Y")}
        return self.title

    @property
    def held_on(self) -> date:
        """Return the day on which it was opened; before that, the day for which it is planned."""
        return timezone.localtime(self.opened_at or self.starts_at).date()

    @property
    def shown_goal(self) -> str:
        """Return the goal, unless words in it are hidden."""
        return "" if self.hidden else self.goal

    @property
    def shown_theme(self) -> str:
        """Return the theme, unless words in it are hidden."""
        return "" if self.hidden else self.theme

    @property
    def shown_expenses(self) -> str:
        """Return what is paid back, unless words in it are hidden."""
        return "" if self.hidden else self.expenses

    @property
    def shown_practical(self) -> str:
        """Return what is good to know, unless words in it are hidden."""
        return "" if self.hidden else self.practical


class Table(models.Model):
    """A table of a session, with its own colour, theme, cards and stories."""

    class Colour(models.TextChoices):
        BLUE = "blue", _("blue")
        GREEN = "green", _("green")
        RED = "red", _("red")
        ORANGE = "orange", _("orange")
        BLACK = "black", _("black")
        YELLOW = "yellow", _("yellow")
        PURPLE = "purple", _("purple")
        TURQUOISE = "turquoise", _("turquoise")

    session = models.ForeignKey(Session, models.CASCADE, related_name="tables")
    name = models.CharField(_("name"), max_length=60)
    colour = models.CharField(_("colour"), max_length=10, choices=Colour.choices, default=Colour.BLUE)
    theme = models.CharField(_("theme"), max_length=80, blank=True)
    track = models.ForeignKey(Track, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("track"))
    municipality = models.CharField(_("municipality"), max_length=120, blank=True)
    only = models.CharField(_("for one perspective"), max_length=20, choices=Perspective.choices, blank=True)
    facilitator = models.CharField(_("facilitator"), max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    hidden = models.BooleanField(default=False, help_text=_("repeats words of a story that was withdrawn"))

    class Meta:
        verbose_name = _("table")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["session", "name"], name="table_name_once")]

    def __str__(self) -> str:
        return f"{gettext('Table')} {self.position + 1}" if self.hidden else self.name

    @property
    def shown_theme(self) -> str:
        """Return the theme, unless words in it are hidden."""
        return "" if self.hidden else self.theme


class TableCard(models.Model):
    """An observation card on a table."""

    table = models.ForeignKey(Table, models.CASCADE, related_name="cards")
    observation = models.ForeignKey(Observation, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["table", "observation"], name="table_card_once")]

    def __str__(self) -> str:
        return f"{self.table} {self.observation_id}"


class TableStory(models.Model):
    """A story on a table."""

    table = models.ForeignKey(Table, models.CASCADE, related_name="stories")
    story = models.ForeignKey(Story, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["table", "story"], name="table_story_once")]

    def __str__(self) -> str:
        return f"{self.table} {self.story_id}"


class Participant(models.Model):
    """Somebody at a table: a name as they want to be called and a perspective, no account."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="participants")
    table = models.ForeignKey(Table, models.SET_NULL, null=True, related_name="participants")
    name = models.CharField(_("what shall we call you?"), max_length=40)
    perspective = models.CharField(_("from where do you look?"), max_length=20, choices=Perspective.choices)
    token_digest = models.CharField(max_length=64, unique=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    seated_at = models.DateTimeField(null=True, help_text=_("when the device that is theirs now sat down"))
    by_hand = models.BooleanField(default=False, help_text=_("written down by a facilitator: has no device here"))
    code_round = models.PositiveSmallIntegerField(default=0, help_text=_("grows when the come-back code is renewed"))

    class Meta:
        verbose_name = _("participant")
        ordering = ["joined_at"]

    def __str__(self) -> str:
        return self.name
