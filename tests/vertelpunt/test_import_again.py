"""A file that comes again doubles nothing; an import never changes what tellers meet."""

import pytest
from django.test import Client

from tests.vertelpunt.test_import import FORM, STORIES, bring
from vertelpunt import actions, queries
from vertelpunt.actions import import_stories
from vertelpunt.models import Story, Vertelpunt

pytestmark = pytest.mark.django_db
MORE = STORIES + "Four,Then it came back.,p2,2026-04-01,bad,,40,young\n"


def test_a_file_that_has_grown_brings_in_its_new_rows_only() -> None:
    bring()
    bring(stories=MORE)
    assert sorted(Story.objects.values_list("title", flat=True)) == ["Four", "One", "Three", "Two"]


def test_rows_that_were_here_are_told() -> None:
    bring()
    report = import_stories(slug="elders", form=FORM.encode(), stories=MORE.encode())
    assert (report.stories, report.skipped) == (1, 3)
    assert [line for line in report.lines() if "3 " in line and ("already" in line or "hier al" in line)]


def test_a_teller_who_comes_again_in_a_grown_file_is_the_same_teller() -> None:
    bring()
    bring(stories=MORE)
    assert Story.objects.get(title="Three").teller == Story.objects.get(title="Four").teller


def test_a_row_is_known_after_its_text_was_redacted() -> None:
    bring()
    Story.objects.filter(title="One").update(title="", text="Een brief.")
    bring(stories=MORE)
    assert Story.objects.count() == 4


def test_equal_rows_in_one_file_count_each() -> None:
    twice = STORIES + STORIES.splitlines(keepends=True)[1]
    bring(stories=twice)
    assert Story.objects.count() == 4
    bring(stories=twice + "Five,It ended.,p3,2026-04-01,bad,,40,young\n")
    assert Story.objects.count() == 5


def test_the_digest_of_a_row_says_nothing_without_the_key(settings: object) -> None:
    bring()
    before = Story.objects.get(title="One").import_digest
    Story.objects.all().delete()
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    bring()
    assert Story.objects.get(title="One").import_digest != before


def test_an_import_does_not_change_what_is_asked(point: Vertelpunt) -> None:
    asked = queries.current_version(point)
    report = actions.import_stories(slug=point.slug, form=FORM.encode(), stories=STORIES.encode())
    assert queries.current_version(point) == asked
    assert not report.asked
    assert Story.objects.filter(vertelpunt=point).count() == 3


def test_an_import_adds_no_button(point: Vertelpunt, nobody: Client) -> None:
    bring(point.slug)
    shown = nobody.get("/v/jeugdhulp/").content.decode()
    assert shown.count('class="audience"') == 3
    assert nobody.get("/v/jeugdhulp/tell/everybody/").status_code == 404


def test_the_api_gives_the_questions_that_are_asked(point: Vertelpunt, nobody: Client) -> None:
    before = nobody.get(f"/api/v1/vertelpunten/{point.slug}/questions/").content
    bring(point.slug)
    assert nobody.get(f"/api/v1/vertelpunten/{point.slug}/questions/").content == before


def test_a_vertelpunt_that_is_not_open_yet_has_no_public_page(nobody: Client) -> None:
    assert nobody.get(f"/v/{bring().slug}/").status_code == 404
