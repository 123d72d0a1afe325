"""Telling together: a sitting, its stories by a link that can do nothing else, and forms on paper."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404
from django.test import Client
from django.utils import timezone

from lib.errors import Refused
from people.models import Event, User
from tests import world
from tests.duiding import builders
from tests.vertelpunt.teller import STORY, type_code
from vertelpunt.actions.paper import check_digit, find_form, print_forms
from vertelpunt.actions.sittings import (
    MOST,
    close_sitting,
    forget_old,
    open_sitting,
    sitting_key,
)
from vertelpunt.models import PaperForm, Sitting, Story, Vertelpunt

CODE = "K7QM-2XDF-PA9R"
HELD = date(2026, 5, 12)


@pytest.fixture
def sitting(point: Vertelpunt, dina: User) -> Sitting:
    """A story table with young people."""
    region = world.region("Noorderland")
    return open_sitting(
        desk=builders.desk(dina, point.coalition),
        point=point,
        kind="table",
        audience=point.audiences.get(key="youth"),
        place="Buurthuis De Ster",
        held_on=HELD,
        region=region,
    )


def address(sitting: Sitting) -> str:
    """Return the link of a sitting."""
    return f"/v/{sitting.vertelpunt.slug}/together/{sitting_key(sitting)}/"


def fields(**more: Any) -> dict[str, Any]:
    """Return what the page sends for a story."""
    return {"story": str(uuid4()), "teller": str(uuid4()), "code": CODE, "text": STORY} | more


def send(client: Client, sitting: Sitting, paper: str = "", **more: Any) -> Any:
    """Send a story as the script of the page does."""
    return client.post(address(sitting) + paper, fields(**more), headers={"Accept": "application/json"})


def test_only_who_prepares_sessions_opens_a_sitting(point: Vertelpunt, lena: User) -> None:
    values: Any = {"kind": "table", "audience": point.audiences.all()[0], "place": "Hier", "region": None}
    with pytest.raises(Http404):
        open_sitting(desk=builders.desk(lena, point.coalition), point=point, held_on=HELD, **values)


def test_a_day_to_come_and_a_draft_are_refused(sitting: Sitting, dina: User) -> None:
    desk, point = builders.desk(dina, sitting.coalition), sitting.vertelpunt
    values: Any = {"kind": "table", "audience": sitting.audience, "place": "Hier", "region": None}
    with pytest.raises(Refused, match="not_yet"):
        open_sitting(desk=desk, point=point, held_on=timezone.localdate() + timedelta(days=1), **values)
    point.state = Vertelpunt.State.DRAFT
    with pytest.raises(Refused, match="not_open"):
        open_sitting(desk=desk, point=point, held_on=HELD, **values)


def test_a_story_gets_audience_day_and_channel_of_the_sitting_and_nothing_else(
    client: Client, sitting: Sitting
) -> None:
    assert send(client, sitting, **{"q-heard": "80", "q-consequences": "positive"}).json() == {"kept": True}
    story = Story.objects.get()
    assert (story.audience.key, story.told_on, story.source) == ("youth", HELD, "table")
    assert story.channel is not None
    assert story.channel.code == "together-table"
    assert story.answers["heard"] == 80
    assert story.answers["in_time"] == {"none": "skipped"}
    assert story.finished
    assert story.state == Story.State.TOLD
    assert "De Ster" not in str(vars(story))
    assert not [f for f in Story._meta.get_fields() if getattr(f, "related_model", None) is Sitting]


def test_it_counts_in_the_figures(client: Client, sitting: Sitting) -> None:
    send(client, sitting)
    assert Story.objects.filter(vertelpunt=sitting.vertelpunt).count() == 1


def test_what_is_sent_twice_is_kept_once(client: Client, sitting: Sitting) -> None:
    sent = fields()
    for _time in range(2):
        assert client.post(address(sitting), sent, headers={"Accept": "application/json"}).status_code == 200
    sitting.refresh_from_db()
    assert (Story.objects.count(), sitting.told) == (1, 1)


def test_also_where_stories_are_released_at_once_a_person_reads_it_first(client: Client, sitting: Sitting) -> None:
    Vertelpunt.objects.update(released_on_arrival=True)
    send(client, sitting)
    assert Story.objects.get().state == Story.State.TOLD


def test_with_the_code_the_teller_takes_it_back_and_sending_again_does_not_bring_it_back(
    client: Client, sitting: Sitting, settings: Any, tmp_path: Any
) -> None:
    settings.LEDGER_PATH = tmp_path / "ledger"
    sent = fields()
    client.post(address(sitting), sent)
    page = type_code(Client(), CODE.lower().replace("-", " ")).content.decode()
    token = page.split('name="token" value="')[-1].split('"')[0]
    assert STORY in page
    Client().post("/code/", {"token": token, "withdraw": "1"})
    assert not Story.everything.exists()
    again = client.post(address(sitting), sent, headers={"Accept": "application/json"})
    assert (again.status_code, again.json()["code"]) == (410, "withdrawn")


def test_an_answer_that_does_not_fit_is_left_out_and_the_story_kept(client: Client, sitting: Sitting) -> None:
    send(client, sitting, **{"q-heard": "101", "q-in_time": "7", "q-strange": "x"})
    story = Story.objects.get()
    assert story.answers["heard"] == {"none": "skipped"}
    assert story.answers["in_time"] == 7


def test_without_javascript_it_is_one_page_and_then_the_code(client: Client, sitting: Sitting) -> None:
    page = client.get(address(sitting)).content.decode()
    assert 'name="q-heard"' in page
    assert 'name="text"' in page
    wrong = client.post(address(sitting), fields(code="", **{"q-heard": "101"}))
    assert wrong.status_code == 422
    assert STORY in wrong.content.decode()
    assert not Story.objects.exists()
    kept = client.post(address(sitting), fields(code=""))
    assert kept.status_code == 200
    code = kept.content.decode().split('class="code">')[1].split("<")[0]
    assert STORY in type_code(Client(), code).content.decode()


def test_a_code_that_is_none_is_refused(client: Client, sitting: Sitting) -> None:
    for code in ("1", "AAAA-AAAA-AAAO", "x" * 40):
        assert send(client, sitting, code=code).json()["code"] == "bad_code"
    assert not Story.objects.exists()


def test_an_empty_story_is_refused_in_words(client: Client, sitting: Sitting) -> None:
    answer = send(client, sitting, text=" \u200b ")
    assert answer.json()["code"] == "empty_story"
    assert answer.json()["message"]


def test_a_closed_or_full_sitting_takes_nothing(client: Client, sitting: Sitting, dina: User) -> None:
    Sitting.objects.update(told=MOST)
    assert send(client, sitting).json()["code"] == "sitting_full"
    Sitting.objects.update(told=0)
    close_sitting(desk=builders.desk(dina, sitting.coalition), sitting=sitting)
    assert send(client, sitting).json()["code"] == "sitting_closed"
    assert "gesloten" in client.get(address(sitting)).content.decode()
    assert not Story.objects.exists()


def test_another_key_or_another_vertelpunt_is_not_there(client: Client, sitting: Sitting) -> None:
    other = world.vertelpunt(sitting.coalition, slug="anders")
    assert client.get("/v/jeugdhulp/together/abc/").status_code == 404
    assert client.get(f"/v/{other.slug}/together/{sitting_key(sitting)}/").status_code == 404


def test_the_page_shows_nothing_of_what_was_told(client: Client, sitting: Sitting) -> None:
    send(client, sitting)
    assert STORY not in client.get(address(sitting)).content.decode()


def test_after_a_year_sittings_and_forms_go_and_stories_stay(client: Client, sitting: Sitting, dina: User) -> None:
    send(client, sitting)
    Sitting.objects.update(open_until=date(2020, 1, 1))
    assert forget_old(date(2026, 1, 1)) == 1
    assert Story.objects.count() == 1


@pytest.fixture
def form(point: Vertelpunt, dina: User) -> Any:
    """A printed form for parents."""
    desk = builders.desk(dina, point.coalition)
    audience = point.audiences.get(key="parent")
    [made] = print_forms(desk=desk, version=point.versions.get(), audience=audience, count=1, language="en")
    return made


def test_the_check_digit_notices_a_wrong_digit_and_two_that_changed_places() -> None:
    assert check_digit("572") == "4"  # the example of who found it
    for digits in ("48317", "00000", "90210"):
        right = digits + check_digit(digits)
        for place in range(6):
            for digit in "0123456789":
                typed = right[:place] + digit + right[place + 1 :]
                assert (check_digit(typed[:-1]) == typed[-1]) == (typed == right)
        for place in range(5):
            typed = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
            assert (check_digit(typed[:-1]) == typed[-1]) == (typed == right)


def test_numbers_are_different_and_no_code_is_stored(point: Vertelpunt, dina: User) -> None:
    desk = builders.desk(dina, point.coalition)
    audience = point.audiences.all()[0]
    made = print_forms(desk=desk, version=point.versions.get(), audience=audience, count=20, language="nl")
    assert len({one.number for one in made}) == len({one.code for one in made}) == 20
    stored = str([vars(form) for form in PaperForm.objects.all()])
    assert not [one.code for one in made if one.code in stored or one.code.replace("-", "") in stored]
    with pytest.raises(Refused, match="many_forms"):
        print_forms(desk=desk, version=point.versions.get(), audience=audience, count=61, language="nl")


def test_a_form_is_entered_with_its_own_version_audience_language_and_code(
    client: Client, sitting: Sitting, form: Any
) -> None:
    page = client.get(f"{address(sitting)}paper/?number={form.number[:3]}%20{form.number[3:]}").content.decode()
    assert 'type="number"' in page
    assert "parent" in page
    assert send(client, sitting, "paper/", form=form.number, **{"q-heard": "35"}).json() == {"kept": True}
    story = Story.objects.get()
    assert (story.source, story.audience.key, story.language) == ("paper", "parent", "en")
    assert story.answers["heard"] == 35
    assert story.channel
    assert story.channel.code == "together-paper"
    assert STORY in type_code(Client(), form.code).content.decode()
    assert "geen verhaal" in type_code(Client(), CODE).content.decode()


def test_once_entered_nothing_ties_the_number_to_the_story(client: Client, sitting: Sitting, form: Any) -> None:
    send(client, sitting, "paper/", form=form.number)
    kept = PaperForm.objects.get()
    assert kept.code_digest is None
    assert kept.entered_on
    assert not [f for f in PaperForm._meta.get_fields() if getattr(f, "related_model", None) is Story]


def test_the_same_number_twice_is_refused_with_a_sentence(client: Client, sitting: Sitting, form: Any) -> None:
    sent = fields(form=form.number)
    for _time in range(2):  # the same page sent again is the same story
        assert client.post(f"{address(sitting)}paper/", sent, headers={"Accept": "application/json"}).json()["kept"]
    other = send(client, sitting, "paper/", form=form.number)
    assert (other.status_code, other.json()["code"]) == (409, "form_entered")
    assert "is al ingevoerd" in client.get(f"{address(sitting)}paper/?number={form.number}").content.decode()
    assert Story.objects.count() == 1


def test_a_mistyped_and_an_unknown_number_say_what_is_wrong(client: Client, sitting: Sitting, form: Any) -> None:
    with pytest.raises(Refused, match="bad_number"):
        find_form(point=sitting.vertelpunt, typed="12")
    other = next(f"{n:05d}{check_digit(f'{n:05d}')}" for n in range(99999) if f"{n:05d}" != form.number[:5])
    with pytest.raises(Refused, match="no_form"):
        find_form(point=sitting.vertelpunt, typed=other)
    assert client.get(f"{address(sitting)}paper/?number=12").status_code == 422


def test_a_slider_of_101_on_paper_is_asked_again_before_the_number_is_used(
    client: Client, sitting: Sitting, form: Any
) -> None:
    answer = client.post(f"{address(sitting)}paper/", fields(form=form.number, **{"q-heard": "101"}))
    assert answer.status_code == 422
    assert STORY in answer.content.decode()
    assert PaperForm.objects.get().entered_on is None


def test_who_has_the_code_stops_a_form_before_it_is_entered(client: Client, sitting: Sitting, form: Any) -> None:
    assert "nog niet" in type_code(Client(), form.code).content.decode()
    Client().post("/code/", {"code": form.code, "stop": "1"})
    assert send(client, sitting, "paper/", form=form.number).json()["code"] == "form_stopped"
    assert not Story.objects.exists()


def test_members_open_print_and_close_on_pages(client: Client, dina: User, zoe: User, point: Vertelpunt) -> None:
    client.force_login(dina)
    here = "/c/noord/v/jeugdhulp/together/"
    audience = point.audiences.get(key="youth").pk
    opened = client.post(here, {"kind": "table", "audience": audience, "place": "De Ster", "held_on": "2026-05-12"})
    sitting = Sitting.objects.get()
    assert opened.headers["Location"].endswith(f"{sitting.pk}/")
    assert sitting_key(sitting) in client.get(f"{here}{sitting.pk}/").content.decode()
    made = client.post(f"{here}forms/", {"paper_audience": audience, "language": "nl", "count": 2, "two_sided": "on"})
    assert made.content[:5] == b"%PDF-"
    assert PaperForm.objects.count() == 2
    assert client.get(f"{here}script/").content[:5] == b"%PDF-"
    assert client.post(here, {"kind": "table", "audience": audience, "place": ""}).status_code == 422
    client.force_login(zoe)
    assert client.get(f"{here}{sitting.pk}/").status_code == 404
    client.force_login(dina)
    client.post(f"{here}{sitting.pk}/")
    sitting.refresh_from_db()
    assert sitting.open_until < timezone.localdate()
    assert {"sitting-opened", "sitting-closed", "forms-printed"} <= set(Event.objects.values_list("verb", flat=True))
