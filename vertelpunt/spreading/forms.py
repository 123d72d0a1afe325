"""Forms of spreading: links, targets, partners and what they promised, who asks."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lib.forms import PlainWords
from lib.texts import localized
from vertelpunt.models import Asker, Audience, Channel, Target, Vertelpunt
from vertelpunt.spreading.framing import MOST, BadSite, origins
from vertelpunt.spreading.response import Choice

EVERYBODY = "all"
NOT_KNOWN = "0"
PIVOT = ("channel", "audience", "region", "day")


def _day(label: Any, *, required: bool = False) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget)


def _audiences(point: Vertelpunt) -> list[tuple[str, str]]:
    return [(one.key, localized(one.name)) for one in point.audiences.all() if one.offered]


def partner_field() -> forms.CharField:
    """Return the field for a partner by name; a name that is not known yet is a new one."""
    return forms.CharField(
        label=_("Which partner?"),
        max_length=120,
        required=False,
        help_text=_("A new name is kept as a new partner. Leave it empty for links of your own."),
        widget=forms.TextInput(attrs={"list": "partners", "autocomplete": "off"}),
    )


class LinksForm(PlainWords, forms.Form):
    """For which partner, media and groups links are made, all at once."""

    partner = partner_field()
    ways = forms.MultipleChoiceField(
        label=_("By which media?"), choices=Channel.Medium.choices, widget=forms.CheckboxSelectMultiple
    )
    groups = forms.MultipleChoiceField(label=_("For whom?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, point: Vertelpunt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {one.key: one for one in point.audiences.all()}
        field: Any = self.fields["groups"]
        field.choices = [(EVERYBODY, _("everybody")), *_audiences(point)]
        field.initial = [EVERYBODY]

    def audiences(self) -> list[Audience | None]:
        """Return the groups that were chosen; None is everybody."""
        return [self.found.get(key) for key in self.cleaned_data["groups"]]


class ChannelForm(PlainWords, forms.Form):
    """What one link is called and for whom it is."""

    name = forms.CharField(label=_("Name"), max_length=120)
    partner = forms.CharField(
        label=_("Partner"), max_length=120, required=False, widget=forms.TextInput(attrs={"list": "partners"})
    )
    medium = forms.ChoiceField(label=_("Medium"), choices=Channel.Medium.choices)
    group = forms.ChoiceField(label=_("For whom?"), required=False)

    def __init__(self, *args: Any, channel: Channel, **kwargs: Any) -> None:
        now = {
            "name": channel.name,
            "partner": channel.partner.name if channel.partner else "",
            "medium": channel.medium,
            "group": channel.audience.key if channel.audience else "",
        }
        super().__init__(*args, initial=now, **kwargs)
        self.found = {one.key: one for one in channel.vertelpunt.audiences.all()}
        field: Any = self.fields["group"]
        field.choices = [("", _("everybody")), *_audiences(channel.vertelpunt)]

    def audience(self) -> Audience | None:
        """Return the group that was chosen; None is everybody."""
        return self.found.get(self.cleaned_data["group"])


class TargetForm(forms.Form):
    """How many complete stories are hoped for of one thing, and by when."""

    stories = forms.IntegerField(label=_("complete stories"), min_value=1, max_value=1_000_000, required=False)
    before = _day(_("by which day"))

    def __init__(self, data: Any, *, target: Target | None, name: str, prefix: str) -> None:
        initial = {"stories": target.stories, "before": target.before} if target else {}
        super().__init__(data, initial=initial, prefix=prefix)
        self.name = name

    def hoped(self) -> tuple[int | None, date | None]:
        """Return what was typed."""
        return self.cleaned_data["stories"], self.cleaned_data["before"]


class ChoiceForm(forms.Form):
    """Which part of the response somebody wants to see, and how it is laid out."""

    channel = forms.ChoiceField(label=_("Channel"), required=False)
    audience = forms.ChoiceField(label=_("Group"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    first = _day(_("From"))
    last = _day(_("Until"))
    rows = forms.ChoiceField(
        label=_("Rows"),
        required=False,
        choices=[("channel", _("channel")), ("audience", _("group")), ("region", _("region"))],
    )
    across = forms.ChoiceField(
        label=_("Columns"),
        required=False,
        choices=[("audience", _("group")), ("channel", _("channel")), ("region", _("region"))],
    )

    def __init__(self, *args: Any, names: dict[str, dict[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for by, found in names.items():
            field: Any = self.fields[by]
            field.choices = [("", _("all")), *((str(key or NOT_KNOWN), name) for key, name in found.items())]

    def choice(self) -> Choice:
        """Return what was chosen; what cannot be read counts as not chosen."""
        self.is_valid()
        data = self.cleaned_data
        keys = {by: int(data[by]) for by in ("channel", "audience", "region") if data.get(by)}
        return Choice(first=data.get("first"), last=data.get("last"), **keys)

    def layout(self) -> tuple[str, str]:
        """Return what stands in the rows and the columns of the table; never the same."""
        rows = self.cleaned_data.get("rows") or "channel"
        across = self.cleaned_data.get("across") or "audience"
        return (rows, across) if rows != across else (rows, "channel" if rows == "audience" else "audience")


class PartnerForm(PlainWords, forms.Form):
    """A partner, and whom to mail there."""

    name = forms.CharField(label=_("Name of the partner"), max_length=120)
    mail = forms.EmailField(
        label=_("Mail address for reminders"),
        required=False,
        help_text=_("Kept for a year, and until they stop it themselves. Leave it empty if nobody may be mailed."),
    )
    contact_name = forms.CharField(label=_("Name of the person"), max_length=120, required=False)


class SitesForm(PlainWords, forms.Form):
    """The sites of a partner, one on each line."""

    sites = forms.CharField(
        label=_("Sites of this partner"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
        help_text=_(
            "One on each line, such as https://www.example.nl. Only these can show the Vertelpunt in a frame."
        ),
    )

    def clean_sites(self) -> list[str]:
        """Return the origins of what was typed."""
        try:
            found = origins(self.cleaned_data["sites"])
        except BadSite as bad:
            raise ValidationError(_("This is not a site: %(typed)s") % {"typed": bad}) from bad
        if len(found) > MOST:
            raise ValidationError(_("At most %(most)d sites.") % {"most": MOST})
        return found


class PromiseForm(PlainWords, forms.Form):
    """What a partner promised."""

    what = forms.CharField(
        label=_("What was promised?"), max_length=300, help_text=_("For example: poster in three waiting rooms.")
    )
    before = _day(_("Done before"), required=True)
    by_whom = forms.CharField(
        label=_("By whom?"),
        max_length=120,
        required=False,
        help_text=_("A role is enough, such as: the practice nurse."),
    )


class SmallGroupForm(PlainWords, forms.Form):
    """The smallest group of which others see numbers."""

    size = forms.IntegerField(label=_("Smallest number that partners see"), min_value=2, max_value=100)


class AskerForm(PlainWords, forms.Form):
    """A logo or a face for the first page."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Asker.Kind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name that stands beneath it"), max_length=80)
    alt = forms.CharField(
        label=_("What can be seen, for who cannot see it"),
        max_length=160,
        help_text=_("For example: logo of the youth council; or: Ans, laughing, with a red scarf."),
    )
    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, JPEG or WebP of at most 5 MB. We make it small and take out where it was made."),
    )
