"""Tellers read in the languages that a Vertelpunt offers: whole, in the right direction; members as before."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from lib.languages import best_language
from lib.tellers_texts import for_tellers, missing_in
from people.models import Coalition
from tests import world
from tests.vertelpunt.teller import STORY, Teller, the_story
from vertelpunt import pool, translated
from vertelpunt.actions.loading import shipped_help_lines
from vertelpunt.making.presets import presets
from vertelpunt.models import Vertelpunt
from vertelpunt.questions import Question, write_questions

OTHERS = [code for code, _name in settings.OTHER_TELLER_LANGUAGES]
ALL = [code for code, _name in settings.TELLER_LANGUAGES]
HOLE = re.compile(r"%\(\w+\)[sd]|\b(?:VALUE|ONE|TWO|THREE)\b|<[^>]+>")


@pytest.fixture
def everywhere(noord: Coalition) -> Vertelpunt:
    """A Vertelpunt that offers every language."""
    return world.vertelpunt(noord, asked=list(pool.modules()[0].questions), languages=ALL)


def lang_of(page: str) -> tuple[str, bool]:
    """Return the language of a page, and whether it runs from right to left."""
    found = re.search(r"<html lang=\"(\w+)\"( dir=\"rtl\")?>", page)
    assert found
    return found[1], bool(found[2])


def catalogue(code: str) -> Path:
    """Return the catalogue of a language."""
    return settings.BASE_DIR / "locale" / code / "LC_MESSAGES" / "django.po"


@pytest.mark.parametrize("code", OTHERS)
def test_no_text_for_tellers_lacks_a_translation(code: str) -> None:
    assert missing_in(catalogue(code), for_tellers(settings.BASE_DIR)) == []


def test_a_text_that_is_not_there_is_named(tmp_path: Path) -> None:
    needed = polib.POFile()
    needed.append(polib.POEntry(msgid="Leave quickly"))
    assert missing_in(tmp_path / "none.po", needed) == ["Leave quickly"]
    assert missing_in(catalogue("ar"), needed) == []


@pytest.mark.parametrize("code", OTHERS)
def test_translations_keep_what_is_filled_in_and_say_that_nobody_reviewed_them(code: str) -> None:
    found = polib.pofile(str(catalogue(code)))
    assert "native speaker" in found.header
    for entry in found:
        for said in [entry.msgstr] if not entry.msgid_plural else entry.msgstr_plural.values():
            assert set(HOLE.findall(said)) == set(HOLE.findall(entry.msgid_plural or entry.msgid)), entry.msgid


def texts(question: Question) -> list[dict[str, str]]:
    """Return every text of a question."""
    labels = [text for option in question.options for text in (option.label, *option.wording.values())]
    own = [question.short, question.text, *question.wording.values(), *labels, *(question.poles or ())]
    return [text for text in (*own, question.help) if text]


@pytest.mark.parametrize(
    "question", [*pool.modules()[0].questions, pool.question("who_decided")], ids=lambda one: one.key
)
def test_the_core_is_there_in_all_six_languages_for_every_group(question: Question) -> None:
    assert all(set(text) == set(ALL) and all(text.values()) for text in texts(question))


def test_groups_and_help_lines_are_there_in_all_six_languages() -> None:
    assert all(set(line.name) == set(line.note) == set(ALL) for line in shipped_help_lines())
    assert all(set(one["button"]) == set(one["name"]) == set(ALL) for one in presets()[0].audiences)
    assert set(translated.not_reviewed(ALL)) == set(OTHERS)


@pytest.mark.parametrize("code", ALL)
def test_telling_goes_from_the_first_page_to_the_thanks_in_each_language(everywhere: Vertelpunt, code: str) -> None:
    teller = Teller(client=Client(headers={"accept-language": code}))
    page = teller.client.get("/v/jeugdhulp/").content.decode()
    assert lang_of(page) == (code, code == "ar")
    assert page.count("hreflang=") == len(ALL) - 1
    teller.tell()
    with translation.override(code):
        assert pool.question("consequences").text_for("parent") in teller.page
    teller.finish()
    assert lang_of(teller.page) == (code, code == "ar")
    assert the_story().language == code


def test_what_is_not_there_in_a_language_says_so_and_is_marked_for_who_hears_it(everywhere: Vertelpunt) -> None:
    version = everywhere.versions.get()
    definition = write_questions([pool.question("feeling"), pool.question("consequences")])
    everywhere.versions.create(number=version.number + 1, definition=definition, published_on=version.published_on)
    teller = Teller(client=Client(headers={"accept-language": "ar"}))
    teller.tell()
    feeling = pool.question("feeling")
    assert f'lang="nl">{feeling.text_for("parent", "nl")}' in teller.page
    assert (
        teller.page.count('<strong lang="nl">Nederlands</strong>') == 1
    )  # not with the core, which is there in Arabic
    for label in (option.label["nl"] for option in feeling.options):
        assert f'<span dir="auto" lang="nl">{label}' in teller.page
    with translation.override("ar"):
        assert f'dir="auto">{pool.question("consequences").text_for("parent")}' in teller.page


def test_another_language_is_chosen_without_losing_what_was_typed(everywhere: Vertelpunt) -> None:
    teller = Teller().open()
    teller.send(text=STORY, stay="1", query="?lang=ar")
    assert lang_of(teller.page) == ("ar", True)
    assert STORY in teller.page
    assert "on=1&lang=ar" in teller.page


def test_what_is_not_offered_is_not_spoken(point: Vertelpunt) -> None:
    for wish in ({"headers": {"accept-language": "ar,en;q=0.5"}}, {}):
        page = Client(**wish).get("/v/jeugdhulp/?lang=ar").content.decode()  # type: ignore[arg-type]
        assert lang_of(page)[0] == ("en" if wish else "nl")
        assert 'lang="ar"' not in page


def test_members_pages_stay_in_dutch_or_english(leader: Client, point: Vertelpunt) -> None:
    leader.cookies["django_language"] = "ar"
    assert lang_of(leader.get("/c/noord/?lang=ar").content.decode()) == ("nl", False)


def test_a_project_leader_chooses_the_languages_and_hears_which_nobody_reviewed(
    leader: Client, point: Vertelpunt
) -> None:
    address = "/c/noord/v/jeugdhulp/settings/"
    page = leader.get(address).content.decode()
    assert page.count("nog niet nagelezen") == len(OTHERS)
    form = {
        "slug": point.slug,
        "complete_min_words": 25,
        "complete_min_answers": 5,
        "max_questions": 12,
        "max_questions_youth": 8,
    }
    form |= {f"{name}_nl": "Tekst" for name in ("title", "lead", "prompt", "who_asks", "why")}
    leader.post(address, form | {"languages": ["ar", "tr"], "original_kept_days": 30})
    point.refresh_from_db()
    assert point.languages == ["nl", "ar", "tr"]
    assert 'name="title_ar"' in leader.get(address).content.decode()


def test_the_composer_keeps_other_languages_behind_one_tap_for_each_text(leader: Client, point: Vertelpunt) -> None:
    Vertelpunt.objects.update(languages=ALL)
    address = "/c/noord/v/jeugdhulp/questions/heard/"
    page = leader.get(address).content.decode()
    assert 'name="text_tr"' in page
    assert page.count('class="texts"') == page.count("<details ") > 5
    assert "<details open>" not in page
    wrong = leader.post(address, {"text_nl": "Gehoord?", "short_nl": "Gehoord", "text_tr": "ş" * 301})
    assert wrong.content.decode().count("<details open>") == 1


def test_the_preview_speaks_what_is_offered_and_leaves_the_member_in_dutch(leader: Client, point: Vertelpunt) -> None:
    Vertelpunt.objects.update(languages=ALL)
    frame = leader.get("/c/noord/v/jeugdhulp/preview/frame/youth/?lang=uk")
    assert lang_of(frame.content.decode())[0] == "uk"
    assert "django_language" not in frame.cookies


@pytest.mark.parametrize(("wish", "offered", "found"), [("tr-TR,nl;q=0.4", ["nl", "tr"], "tr"), ("fr", ["en"], "en")])
def test_the_first_wish_that_is_offered_counts(rf: object, wish: str, offered: list[str], found: str) -> None:
    request = Client(headers={"accept-language": wish}).get("/v/").wsgi_request
    assert best_language(request, offered) == found
