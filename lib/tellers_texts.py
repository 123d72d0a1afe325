"""The fixed texts that tellers meet: those in the pages below. The catalogues of their languages have no others."""

import subprocess
import tempfile
from pathlib import Path

import polib
from django.utils.translation import templatize

PAGES = (
    "_choices", "_help_now", "_language", "_only_in", "_own_choice", "_own_device", "_question", "_room", "_slider",
    "_triad", "_speak", "_unsent", "code", "fault", "given_back", "landing", "lost", "questions", "start", "story",
    "thanks", "think_along", "think_along_stop", "together/_let_read", "together/_paper_code",
    "together/_shared", "together/let_read", "trial", "wall",
)  # fmt: skip
SOURCES = (
    "lib/forms.py",
    *(f"lib/templates/{name}.html" for name in ("_away", "base", "components/_demo_banner", "components/_form")),
    "lib/templates/components/_pages.html",
    *(
        f"vertelpunt/{name}.py"
        for name in ("actions/telling", "actions/volunteers", "models/volunteer", "recordings", "triad_words")
    ),
    *(f"vertelpunt/views/{name}.py" for name in ("code", "resuming", "shown", "tellerpages", "volunteers")),
    "vertelpunt/templates/teller.html",
    *(f"vertelpunt/templates/vertelpunt/{name}.html" for name in PAGES),
    "duiding/public.py",
)
LAZY = ("gettext_lazy", "ngettext_lazy:1,2", "pgettext:1c,2", "npgettext:1c,2,3", "pgettext_lazy:1c,2")
Message = tuple[str | None, str]


def for_tellers(root: Path) -> polib.POFile:
    """Return the texts in SOURCES below `root`, as a catalogue without translations."""
    with tempfile.TemporaryDirectory() as place:
        for number, name in enumerate(SOURCES):
            text = (root / name).read_text(encoding="utf-8")
            plain = templatize(text, origin=name) if name.endswith(".html") else text
            (Path(place) / f"{number}.py").write_text(plain, encoding="utf-8")
        keywords = [f"--keyword={one}" for one in LAZY]
        files = [f"{number}.py" for number in range(len(SOURCES))]
        collect = ["xgettext", "-L", "Python", "--from-code=UTF-8", "-o", "found.po", *keywords, *files]
        subprocess.run(collect, cwd=place, check=True, capture_output=True)  # noqa: S603
        return polib.pofile(f"{place}/found.po")


def missing_in(catalogue: Path, needed: polib.POFile) -> list[str]:
    """Return the texts of `needed` that `catalogue` does not have, or has without a whole translation."""
    entries = polib.pofile(str(catalogue)) if catalogue.exists() else []
    known: set[Message] = {(one.msgctxt, one.msgid) for one in entries if one.translated() and not one.obsolete}
    return [one.msgid for one in needed if (one.msgctxt, one.msgid) not in known]
