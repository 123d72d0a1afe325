"""Catalogues that are compiled while a process runs are used by that process."""

from pathlib import Path

import polib
from django.test import override_settings
from django.utils.translation import gettext, override

from lib.management.commands.compile_catalogues import catalogues, compile_one

TEXT = "A text of this test"  # by name, or it would be collected for translation


def test_texts_compiled_after_the_first_page_are_there_on_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    made = polib.POFile()
    made.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    made.append(polib.POEntry(msgid=TEXT, msgstr="Een tekst van deze toets"))
    made.save(str(folder / "django.po"))
    with override_settings(LOCALE_PATHS=[tmp_path]):
        with override("nl"):
            assert gettext(TEXT) == TEXT
        assert [compile_one(source) for source in catalogues(tmp_path)] == [True]
        with override("nl"):
            assert gettext(TEXT) == "Een tekst van deze toets"
    assert not compile_one(folder / "django.po")
