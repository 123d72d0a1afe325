"""Forms with which a Vertelpunt is made and set up."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import validate_slug
from django.utils.text import slugify
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from lib.forms import PlainWords
from lib.texts import localized
from people.models import Region
from vertelpunt import translated
from vertelpunt.forms import AudienceChoice
from vertelpunt.making.presets import FROM_FILE, presets
from vertelpunt.making.text_fields import FIRST, TextsForm, TextSpec
from vertelpunt.models import Audience, Vertelpunt
from vertelpunt.text import MAX_TITLE

RESERVED = frozenset({"new"})
LONGEST_TITLE = 80
RULES = (
    "slug", "region_scheme", "complete_min_words", "complete_min_answers", "max_questions", "max_questions_youth",
    "languages", "lends_below", "speaking", "released_on_arrival", "wall", "wall_in_search_engines",
)  # fmt: skip


def checked_slug(slug: str) -> str:
    """Return an address in the form in which it is kept, or refuse it."""
    made = slugify(slug)[:50]
    validate_slug(made)
    if made in RESERVED:
        raise forms.ValidationError(_("This address is used for something else. Choose another one."))
    return made


def language_choices() -> Iterator[tuple[str, str]]:
    """Return the languages of tellers' pages, and of which nobody checked the words yet."""
    unread = translated.not_reviewed(code for code, _english in settings.TELLER_LANGUAGES)
    for code, _english in settings.TELLER_LANGUAGES:
        name = _(get_language_info(code)["name"])
        note = _("not yet read by a native speaker: let somebody look before you open")
        yield code, f"{name} ({note})" if code in unread else str(name)


class NewForm(TextsForm):
    """How a new Vertelpunt begins: its name, and what it is made from."""

    specs = (TextSpec("title", _("What is it called?"), rows=1, required=True, longest=LONGEST_TITLE),)
    beginning = forms.ChoiceField(label=_("What does it begin with?"), widget=forms.RadioSelect)
    slug = forms.CharField(
        label=_("Its address"),
        required=False,
        max_length=50,
        help_text=_("Short, in small letters: it stands on posters. Leave it empty and we make one of the name."),
    )

    def __init__(self, *args: Any, sources: Iterable[Vertelpunt] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ready = [(f"preset:{one.key}", f"{localized(one.name)}: {localized(one.about)}") for one in presets()]
        like = [
            (f"like:{one.slug}", _("Like “%(title)s”, without its stories") % {"title": localized(one.title)})
            for one in sources
        ]
        field: Any = self.fields["beginning"]
        file = [(f"{FROM_FILE}:", _("From a file with stories: its questions become yours, and you can change them"))]
        field.choices = [*ready, *like, *file]
        field.initial = ready[0][0]
        self.order_fields(["title_nl", "title_en", "beginning", "slug"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        typed = data.get("slug") or data.get("title_nl", "")
        try:
            data["slug"] = checked_slug(typed)
        except forms.ValidationError:
            self.add_error("slug", _("Use letters, numbers and dashes for the address, such as youth-care-north."))
        return data


class SettingsForm(TextsForm):
    """The texts and the rules of a Vertelpunt."""

    specs = (
        TextSpec("title", _("What is it called?"), required=True, longest=LONGEST_TITLE),
        TextSpec("lead", _("What we ask, in one or two sentences"), rows=3, required=True),
        TextSpec("prompt", _("The open question"), rows=2, required=True, longest=300),
        TextSpec("prompt_help", _("Help with the open question"), rows=3),
        TextSpec("who_asks", _("Who asks"), rows=3, required=True),
        TextSpec("why", _("Why, and what happens with it"), rows=5, required=True),
    )
    slug = forms.CharField(label=_("Its address"), max_length=50)
    languages = forms.MultipleChoiceField(
        label=_("Languages in which people can read the pages and tell"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Dutch is always there. The fixed texts, core questions and help lines are there in each of these. "
            "Your own texts you write in them yourself; what is empty is shown in Dutch."
        ),
    )
    region_scheme = forms.ChoiceField(label=_("Regions that people can choose from"), required=False)
    complete_min_words = forms.IntegerField(
        label=_("A story is complete from so many words"), min_value=1, max_value=1000
    )
    complete_min_answers = forms.IntegerField(
        label=_("... and when so many of the first questions are answered"), min_value=0, max_value=40
    )
    max_questions = forms.IntegerField(
        label=_("Warn us above so many questions"), min_value=1, max_value=40, help_text=_("12 is usual.")
    )
    max_questions_youth = forms.IntegerField(
        label=_("... and for young people above"), min_value=1, max_value=40, help_text=_("8 is usual.")
    )
    lends_below = forms.BooleanField(
        label=_("Coalitions below us may work with the stories that were released"), required=False
    )
    speaking = forms.BooleanField(
        label=_("People can tell aloud instead of type"),
        required=False,
        help_text=_("A moderator hears each recording and writes it down: plan time for that."),
    )
    released_on_arrival = forms.BooleanField(
        label=_("Stories are read by others at once, without a moderator"),
        required=False,
        help_text=_("Rather not: names stay in then. Only for places where everybody knows this."),
    )
    wall = forms.BooleanField(
        label=_("There is a wall where everybody can read stories"),
        required=False,
        help_text=_("Only stories that a moderator released and of which the teller said: on the wall."),
    )
    wall_in_search_engines = forms.BooleanField(label=_("Search engines may list the wall"), required=False)

    def __init__(self, *args: Any, point: Vertelpunt, **kwargs: Any) -> None:
        texts = {spec.name: getattr(point, spec.name) for spec in self.specs}
        rules = {name: getattr(point, name) for name in RULES}
        super().__init__(*args, texts=texts, initial=rules, languages=point.languages, **kwargs)
        schemes = Region.objects.order_by("scheme").values_list("scheme", flat=True).distinct()
        self.fields["languages"].choices = list(language_choices())  # type: ignore[attr-defined]
        field: Any = self.fields["region_scheme"]
        field.choices = [("", _("none")), *((scheme, scheme) for scheme in schemes)]
        self.fields["slug"].disabled = point.state != Vertelpunt.State.DRAFT

    def clean_languages(self) -> list[str]:
        chosen = {FIRST, *self.cleaned_data["languages"]}
        return [code for code, _name in settings.TELLER_LANGUAGES if code in chosen]

    def clean_slug(self) -> str:
        return checked_slug(self.cleaned_data["slug"])

    def values(self) -> dict[str, Any]:
        """Return the texts and rules as they are kept."""
        return self.all_texts() | {name: self.cleaned_data[name] for name in RULES}


class AudienceForm(TextsForm):
    """A group of tellers: its button and its own words."""

    specs = (
        TextSpec("button", _("What stands on the button"), required=True, longest=60),
        TextSpec("name", _("What they are called in figures"), required=True, longest=60),
        TextSpec("prompt", _("The open question in other words, for them"), rows=2, longest=300),
        TextSpec("prompt_help", _("Help with the open question, for them"), rows=3),
    )
    is_youth = forms.BooleanField(label=_("These are children or young people"), required=False)
    offered = forms.BooleanField(label=_("They have a button"), required=False)

    def __init__(self, *args: Any, audience: Audience | None = None, **kwargs: Any) -> None:
        found = audience or Audience()
        super().__init__(
            *args,
            texts={spec.name: getattr(found, spec.name) for spec in self.specs},
            initial={"is_youth": found.is_youth, "offered": found.offered},
            **kwargs,
        )

    def values(self) -> dict[str, Any]:
        """Return what is kept of the audience."""
        return self.all_texts() | {name: self.cleaned_data[name] for name in ("is_youth", "offered")}


class ElsewhereForm(PlainWords, forms.Form):
    """A story that was told elsewhere, with its source."""

    origin = forms.CharField(
        label=_("Where does it come from?"),
        max_length=200,
        help_text=_("For example: interview by students, spring 2026. It stands with the story on every table."),
    )
    audience = AudienceChoice(Audience.objects.none(), label=_("Who told it?"), empty_label=None)
    told_on = forms.DateField(
        label=_("When was it told?"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Leave it empty if you do not know."),
    )
    title = forms.CharField(label=_("Title"), max_length=MAX_TITLE, required=False)
    text = forms.CharField(
        label=_("Story"),
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
        help_text=_("Take names of people, schools and places out first: it can lie on a table at once."),
    )

    def __init__(self, *args: Any, point: Vertelpunt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].queryset = point.audiences.all()  # type: ignore[attr-defined]
