"""The form of how long a Vertelpunt keeps what."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from vertelpunt.actions.terms import TERMS
from vertelpunt.models import Vertelpunt

LEAST_UNFINISHED, LEAST_READINGS, YEAR = 30, 90, 365


class TermsForm(forms.Form):
    """Six terms in days; two of them may stay open."""

    original_kept_days = forms.IntegerField(
        label=_("How many days after release is the text as told kept?"),
        min_value=1,
        max_value=YEAR,
        help_text=_("After that only the released text is left, for tellers and moderators too. Nobody can undo it."),
    )
    recording_kept_days = forms.IntegerField(
        label=_("How many days after release is a recording kept?"),
        min_value=1,
        max_value=90,
        help_text=_("Of a story that was told aloud: after that only what was written down is left."),
    )
    unfinished_kept_days = forms.IntegerField(
        label=_("After how many days is a story deleted that was never finished?"),
        min_value=LEAST_UNFINISHED,
        max_value=10 * YEAR,
        required=False,
    )
    contact_kept_days = forms.IntegerField(
        label=_("How many days are contact details kept?"),
        min_value=30,
        max_value=YEAR,
        help_text=_(
            "Of who wants to think along, from the first of the month in which they came, and of whom to mail at "
            "partners, from when it was last changed. Of who is there already it changes too."
        ),
    )
    reading_kept_days = forms.IntegerField(
        label=_("How many days is kept who read which story before release?"), min_value=LEAST_READINGS, required=False
    )
    draft_kept_days = forms.TypedChoiceField(
        label=_("How long does a draft stay on a device that a teller says is their own?"),
        choices=[(2, _("48 hours at most")), (1, _("24 hours at most"))],
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("Only if the teller asks for it. The device itself carries this out; we never have the draft."),
    )

    def __init__(self, data: Any = None, *, point: Vertelpunt, due: int) -> None:
        super().__init__(data, initial={name: getattr(point, name) for name in TERMS}, label_suffix="")
        days = point.unfinished_kept_days or LEAST_UNFINISHED
        self.fields["unfinished_kept_days"].help_text = _unfinished(days, due)
        readings, most = self.fields["reading_kept_days"], settings.LOG_DAYS
        readings.validators.append(MaxValueValidator(most))
        readings.widget.attrs["max"] = most
        readings.help_text = _("Leave it empty to keep it as long as the whole log: %(days)d days.") % {"days": most}

    def terms(self) -> Mapping[str, int | None]:
        """Return the terms as they were filled in."""
        return {name: self.cleaned_data[name] for name in TERMS}


def _unfinished(days: int, due: int) -> str:
    """Say what deleting means, and how many stories it would be today with a term of `days`."""
    means = _(
        "Leave it empty to keep them. Filled in, the story is deleted for good so many days after it was told, also "
        "when nobody read it yet, unless it was released, a worry is open, or somebody worked on it since. The teller "
        "cannot get it back. Tellers read this beside their code."
    )
    count = ngettext(
        "With %(days)d days %(count)d story would go now.", "With %(days)d days %(count)d stories would go now.", due
    )
    return f"{means} {count % {'days': days, 'count': due}}"
