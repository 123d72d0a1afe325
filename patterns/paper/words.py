"""The fixed words on printed cards, in the active language; plainer ones for young people."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from patterns.paper.style import Style


def disclaimer() -> str:
    """Return what every card says about its data."""
    return _(
        "The data was shared by people who want to help improve youth care. "
        "It is not representative, and it was not collected for that purpose."
    )


def words(style: Style) -> dict[str, Any]:
    """Return the words of cards printed in `style`."""
    return _everywhere() | _of_cards() | (_for_the_young() if style.young else {})


def _everywhere() -> dict[str, Any]:
    from patterns.keyfigures.printing import words as words_of_sheets

    return {
        "disclaimer": disclaimer(),
        "page": _("page"),
        "of": _("of"),
        "continued": _("continued"),
        "sheets": words_of_sheets(),
        "card": _("Card"),
        "title": _("Title"),
        "theme": _("Theme"),
        "story": _("Story"),
        "means": _("What the teller says it means"),
    }


def _of_cards() -> dict[str, str]:
    return {
        "by": _("by"),
        "seen": _("What we see"),
        "two_ways": _("Two ways to read this"),
        "ways": _("Ways to read this"),
        "third": _("Or is there a third?"),
        "another": _("Or is there another one?"),
        "voices": _("In their words"),
        "no_quotes": _("No quotes were chosen."),
        "groups": _("Group"),
        "distribution": _("share of the group"),
        "ends": _("0 to 100"),
        "stories": pgettext("under a figure", "stories"),
        "with": pgettext("an answer", "with"),
        "without": pgettext("an answer", "without"),
        "numbers": _("The numbers of this card"),
        "further": _("Also on this card"),
        "young_caption": "",
        "counting": _("The numbers of this card are being counted again, because a story changed or was taken back."),
    }


def _for_the_young() -> dict[str, str]:
    return {
        "by": pgettext("two questions", "and"),
        "seen": _("This is what we see"),
        "two_ways": _("How can you read this?"),
        "ways": _("How can you read this?"),
        "third": _("Or do you think something else?"),
        "another": _("Or do you think something else?"),
        "voices": _("This is what people said"),
        "distribution": "",
        "ends": _("left to right"),
        "young_caption": _("A high bar: many people chose this. The line is the mean of the group."),
        "disclaimer": _(
            "People shared these stories to help improve youth care. There are others who did not tell theirs."
        ),
    }
