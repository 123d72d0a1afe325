"""Forms on paper and the script for a story table, as PDF/UA-1 in the active language."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lib.pdf import breakable, render
from lib.texts import active_language, localized
from vertelpunt import queries
from vertelpunt.actions.paper import Printed, spaced_number
from vertelpunt.models import Audience, HelpLine, QuestionSetVersion, Vertelpunt
from vertelpunt.paper.questions import printed_question
from vertelpunt.paper.script import parts
from vertelpunt.questions import read_questions

HERE = Path(__file__).parent
LANGUAGES = (("nl", gettext_lazy("Dutch")), ("en", gettext_lazy("English")))


def square(address: str) -> str:
    """Return a QR code of `address` as SVG."""
    kept = BytesIO()
    segno.make(address, error="m", micro=False).save(kept, kind="svg", border=0, xmldecl=False, nl=False)
    return kept.getvalue().decode()


def form_pdf(
    version: QuestionSetVersion, audience: Audience, printed: Sequence[Printed], *, site: str, two_sided: bool
) -> bytes:
    """Return numbered forms for `audience` as one PDF, each with a first sheet that its teller keeps."""
    point = version.vertelpunt
    address = site.rstrip("/") + reverse("vertelpunt:landing", args=[point.slug])
    met = [one for one in read_questions(version.definition) if not one.audiences or audience.key in one.audiences]
    return render(HERE / "form.typ", {
        "lang": active_language(),
        "title": breakable(localized(point.title)),
        "author": point.coalition.known_as,
        "two_sided": two_sided,
        "forms": [{"number": spaced_number(one.number), "code": one.code} for one in printed],
        "keep": _sheet_to_keep(point, site),
        "prompt": localized(audience.prompt) or localized(point.prompt),
        "prompt_help": localized(audience.prompt_help) or localized(point.prompt_help),
        "questions": [printed_question(one, point, audience.key, met) for one in met],
        "square": {"svg": square(address), "alt": _("QR code of the page on which you can tell online"),
                   "words": _("You can also tell on your phone:"), "address": breakable(address)},
        "words": _words(),
    })  # fmt: skip


def _words() -> dict[str, str]:
    return {
        "form": _("Form"),
        "keep": _("This sheet is yours. Keep it, and hand in the others."),
        "hand_in": _("Hand in this sheet. Do not write your name on it."),
        "code": _("Your code"),
        "help": _("Need help now?"),
        "own_title": _("Your own title for this story"),
        "empty": _("You may leave this empty."),
        "names": _("Rather leave out names of people and schools. Write as long or as short as you like."),
        "more": _("Is this page full? Go on on a sheet of your own, and write the number of the form on it."),
        "about": _("About your story"),
        "open": _("There are no wrong answers. You may leave everything open."),
        "does_not_fit": _("Does not fit my story"),
        "region": _("Write down the name:"),
    }


def _help(line: HelpLine) -> dict[str, str]:
    return {"reach": line.phone or line.address, "name": localized(line.name), "note": localized(line.note)}


def _sheet_to_keep(point: Vertelpunt, site: str) -> dict[str, Any]:
    """Return what stands on the sheet that a teller keeps: who asks and why, what we promise, how to take it back."""
    first = _("Somebody reads your story first and takes out names. Only then do others read it.")
    back = _(
        "Go to %(address)s and fill in this code. There you can read your story, change it or take it back. "
        "That also works before your form is typed over: then it never will be."
    )
    return {
        "lead": localized(point.lead),
        "who": [text for text in (localized(point.who_asks), localized(point.why)) if text],
        "who_title": _("Who asks this, and why"),
        "promise_title": _("What we promise"),
        "promises": [
            _("We do not know who you are and do not try to find out. We keep your words, your answers and the day."),
            *([] if point.released_on_arrival else [first]),
            _("Somebody types over your form. After that the paper is destroyed."),
            _("Nobody but you has your code: not who gave you this form, and not who types it over."),
        ],
        "code_title": _("Do you want to take your story back?"),
        "code_text": back % {"address": breakable(f"{site}code/")},
        "lost": _("We cannot look up your code for you."),
        "help": [_help(line) for line in queries.help_lines(point)],
    }  # fmt: skip


def script_pdf(point: Vertelpunt) -> bytes:
    """Return the script for leading a story table, one A4."""
    return render(HERE / "script.typ", {
        "lang": active_language(),
        "title": _("Leading a story table"),
        "author": point.coalition.known_as,
        "point": breakable(localized(point.title)),
        "prompt": localized(point.prompt),
        "parts": parts(),
        "help": [_help(line) for line in queries.help_lines(point)][:4],
        "words": {"asks": _("What you ask:"), "help": _("Does somebody need help now?")},
    })  # fmt: skip
