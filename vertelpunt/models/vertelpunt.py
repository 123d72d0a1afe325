"""A Vertelpunt: the place where people tell, its audiences, channels and help lines."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lib.secrets import new_code
from lib.texts import Texts, validate_texts
from people.models import Coalition


def texts_field(verbose_name: object = None, **options: object) -> "models.JSONField[Texts, Texts]":
    """Return a field for a text per language."""
    return models.JSONField(verbose_name, default=dict, blank=True, validators=[validate_texts], **options)  # type: ignore[arg-type]


def usual_languages() -> list[str]:
    """Return the languages that a new Vertelpunt offers: those of the product."""
    return [code for code, _name in settings.LANGUAGES]


def validate_languages(value: object) -> None:
    """Refuse anything but a list of languages in which tellers' pages exist, with at least one."""
    known = dict(settings.TELLER_LANGUAGES)
    if not (isinstance(value, list) and value and all(code in known for code in value)):
        raise ValidationError(_("This must be a list of languages in which tellers' pages exist."), code="languages")


class Vertelpunt(models.Model):
    """A place where a coalition asks people for their experiences."""

    class State(models.TextChoices):
        DRAFT = "draft", _("not open yet")
        OPEN = "open", _("open")
        PAUSED = "paused", _("paused")
        CLOSED = "closed", _("closed")

    coalition = models.ForeignKey(Coalition, models.PROTECT, related_name="vertelpunten")
    slug = models.SlugField(unique=True)
    title = texts_field(_("title"))
    lead = texts_field(_("what we ask, in one or two sentences"))
    prompt = texts_field(_("the open question"))
    prompt_help = texts_field(_("help with the open question"))
    who_asks = texts_field(_("who asks"))
    why = texts_field(_("why, and what happens with it"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    lends_below = models.BooleanField(_("lends to the coalitions below"), default=False)
    languages = models.JSONField(
        _("languages of tellers' pages"), default=usual_languages, validators=[validate_languages]
    )
    region_scheme = models.SlugField(max_length=40, blank=True)
    complete_min_words = models.PositiveSmallIntegerField(default=25)
    complete_min_answers = models.PositiveSmallIntegerField(default=5)
    max_questions = models.PositiveSmallIntegerField(default=12)
    max_questions_youth = models.PositiveSmallIntegerField(default=8)
    released_on_arrival = models.BooleanField(default=False)
    original_kept_days = models.PositiveSmallIntegerField(_("days that the text as told is kept"), default=30)
    speaking = models.BooleanField(_("people can speak instead of type"), default=False)
    recording_kept_days = models.PositiveSmallIntegerField(_("days that a recording is kept"), default=14)
    unfinished_kept_days = models.PositiveSmallIntegerField(
        _("days that a story is kept that was never finished"),
        null=True,
        blank=True,  # None: for good
    )
    contact_kept_days = models.PositiveSmallIntegerField(_("days that contact details are kept"), default=365)
    reading_kept_days = models.PositiveSmallIntegerField(
        _("days that the reading log is kept"),
        null=True,
        blank=True,  # None: as long as the whole log, LOG_DAYS
    )
    draft_kept_days = models.PositiveSmallIntegerField(_("days that a draft is kept on an own device"), default=2)
    preset = models.SlugField(max_length=20, blank=True, default="")  # which ready-made beginning it came from
    kit_colour = models.CharField(_("colour of the communication kit"), max_length=6, default="ffc629")
    wall = models.BooleanField(_("has a public wall"), default=False)
    wall_in_search_engines = models.BooleanField(_("search engines may list the wall"), default=False)

    class Meta:
        verbose_name = "Vertelpunt"
        verbose_name_plural = "Vertelpunten"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "open", "paused", "closed"]), name="vertelpunt_state_known"
            ),
            models.CheckConstraint(
                condition=Q(original_kept_days__gte=1, original_kept_days__lte=365), name="vertelpunt_original_kept"
            ),
            models.CheckConstraint(
                condition=Q(recording_kept_days__gte=1, recording_kept_days__lte=90), name="vertelpunt_recording_kept"
            ),
            models.CheckConstraint(
                condition=Q(unfinished_kept_days=None) | Q(unfinished_kept_days__gte=30),
                name="vertelpunt_unfinished_kept",
            ),
            models.CheckConstraint(
                condition=Q(contact_kept_days__gte=30, contact_kept_days__lte=365), name="vertelpunt_contact_kept"
            ),
            models.CheckConstraint(
                condition=Q(reading_kept_days=None) | Q(reading_kept_days__gte=90), name="vertelpunt_reading_kept"
            ),
            models.CheckConstraint(
                condition=Q(draft_kept_days__gte=1, draft_kept_days__lte=2), name="vertelpunt_draft_kept"
            ),
            models.CheckConstraint(
                condition=Q(wall=True) | Q(wall_in_search_engines=False), name="vertelpunt_search_engines_need_a_wall"
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class Audience(models.Model):
    """A group of tellers with its own button and wording, such as young people."""

    vertelpunt = models.ForeignKey(Vertelpunt, models.CASCADE, related_name="audiences")
    key = models.SlugField(max_length=20)
    button = texts_field(_("text on the button"))
    name = texts_field(_("name in figures"))
    prompt = texts_field(_("the open question in other words, for them"))
    prompt_help = texts_field(_("help with the open question in other words, for them"))
    is_youth = models.BooleanField(default=False)
    offered = models.BooleanField(default=True)  # False: has no button, came with stories from elsewhere
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["vertelpunt", "key"], name="audience_key_once")]

    def __str__(self) -> str:
        return self.key


def new_short() -> str:
    """Return a short word for the address of a channel: six letters and numbers that look like nothing else."""
    return new_code(groups=1, size=6).lower()


class Channel(models.Model):
    """One way in which people come to a Vertelpunt: a link per partner, medium and audience."""

    class Medium(models.TextChoices):
        POSTER = "poster", _("poster")
        FLYER = "flyer", _("flyer")
        CARD = "card", _("card to hand over")
        WAITING_ROOM = "waiting_room", _("waiting room")
        TABLE_CARD = "table_card", _("table card")
        LETTER = "letter", _("letter")
        MAIL = "mail", _("mail")
        NEWSLETTER = "newsletter", _("newsletter")
        SITE = "site", _("site")
        SOCIAL = "social", _("social media")
        TALK = "talk", _("from person to person")
        TABLE = "table", _("story table")
        OTHER = "other", _("something else")

    vertelpunt = models.ForeignKey(Vertelpunt, models.CASCADE, related_name="channels")
    code = models.SlugField(max_length=20)
    name = models.CharField(_("name"), max_length=120)
    partner = models.ForeignKey(
        "vertelpunt.Partner",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="channels",
        verbose_name=_("partner"),
    )
    medium = models.CharField(_("medium"), max_length=12, choices=Medium.choices, default=Medium.OTHER)
    audience = models.ForeignKey(Audience, models.SET_NULL, null=True, blank=True, related_name="channels")
    short = models.CharField(max_length=12, unique=True, default=new_short)
    closed_on = models.DateField(null=True, blank=True)  # no longer used; its link still opens the first page

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["vertelpunt", "code"], name="channel_code_once"),
            models.CheckConstraint(
                condition=Q(
                    medium__in=[
                        "poster", "flyer", "card", "waiting_room", "table_card", "letter", "mail", "newsletter",
                        "site", "social", "talk", "table", "other",
                    ]
                ),
                name="channel_medium_known",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class HelpLine(models.Model):
    """Where somebody who needs help now can turn to: editable, dated content; without a Vertelpunt, for all."""

    vertelpunt = models.ForeignKey(Vertelpunt, models.CASCADE, null=True, blank=True, related_name="help_lines")
    name = texts_field(_("name"))
    phone = models.CharField(max_length=20, blank=True)
    address = models.URLField(blank=True)
    note = texts_field(_("when, for whom"))
    checked_on = models.DateField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=~Q(phone="") | ~Q(address=""), name="help_line_reachable"),
        ]

    def __str__(self) -> str:
        return self.phone or self.address
