"""With the code a teller reads the story back, sees where it lay, and takes it back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lib import slots
from tests.vertelpunt.teller import STORY, TOKEN, Teller, the_story, type_code
from vertelpunt.limits import GUESSES
from vertelpunt.models import Story, Vertelpunt

pytestmark = pytest.mark.django_db


@pytest.fixture
def teller(point: Vertelpunt) -> Teller:
    """Somebody who has told."""
    return Teller().tell(title="Vrijdag")


def test_the_code_shows_the_own_story_and_what_became_of_it(teller: Teller) -> None:
    page = type_code(Client(), teller.code).content.decode()
    assert STORY in page
    assert "wacht tot iemand het gelezen heeft" in page


@pytest.mark.parametrize("how", [str.lower, lambda code: code.replace("-", " "), lambda code: f"  {code}\n"])
def test_a_code_may_be_typed_in_any_way(teller: Teller, how: object) -> None:
    assert STORY in type_code(Client(), how(teller.code)).content.decode()  # type: ignore[operator]


@pytest.mark.parametrize("code", ["", "AAAA-BBBB-CCCC", "<script>", "x" * 10_000])
def test_a_wrong_code_is_a_clear_sentence(teller: Teller, code: str) -> None:
    response = type_code(Client(), code)
    assert response.status_code == 422
    assert "kennen geen verhaal met deze code" in response.content.decode()


def test_the_code_is_never_in_an_address(teller: Teller) -> None:
    response = Client().get("/code/", {"code": teller.code})
    assert STORY not in response.content.decode()
    assert teller.code not in type_code(Client(), teller.code).content.decode()


def test_higher_floors_tell_where_the_story_lay(teller: Teller, monkeypatch: pytest.MonkeyPatch) -> None:
    step = slots.TrailStep(None, "Lag op de blauwe tafel", "/v/jeugdhulp/")
    monkeypatch.setattr(slots.story_trail, "_fillers", [lambda story: [step]])
    assert "Lag op de blauwe tafel" in type_code(Client(), teller.code).content.decode()


def test_the_trail_is_in_order_and_no_day_lies_in_the_future(teller: Teller, monkeypatch: pytest.MonkeyPatch) -> None:
    today = timezone.localdate()
    steps = [
        slots.TrailStep(today + timedelta(days=1), "derde"),
        slots.TrailStep(today - timedelta(days=1), "tweede"),
        slots.TrailStep(today - timedelta(days=9), "eerste"),
    ]
    monkeypatch.setattr(slots.story_trail, "_fillers", [lambda story: steps])
    page = type_code(Client(), teller.code).content.decode()
    assert page.index("gelezen heeft") < page.index("eerste") < page.index("tweede") < page.index("derde")
    assert (today + timedelta(days=1)).isoformat() not in page
    assert (today - timedelta(days=1)).isoformat() in page


@pytest.mark.parametrize(
    ("why", "said"), [("short", "te kort"), ("known", "te herkennen"), ("elsewhere", "iets anders")]
)
def test_a_teller_reads_why_a_story_is_held_back(teller: Teller, why: str, said: str) -> None:
    Story.objects.update(state="held", held_for=why)
    assert said in type_code(Client(), teller.code).content.decode()


def test_back_shows_the_page_behind_a_code_again(teller: Teller) -> None:
    assert type_code(Client(), teller.code).headers["Cache-Control"] == "private, no-cache"


def test_guessing_is_limited_and_a_day_later_forgotten(teller: Teller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GUESSES, "most", 3)
    for _ in range(3):
        type_code(Client(), "AAAA-BBBB-CCCC")
    assert "te veel codes geprobeerd" in type_code(Client(), teller.code).content.decode()
    monkeypatch.setattr("lib.limits.monotonic", lambda: 1e9)
    assert STORY in type_code(Client(), teller.code).content.decode()


def test_right_codes_are_not_counted(teller: Teller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GUESSES, "most", 1)
    for _ in range(3):
        assert STORY in type_code(Client(), teller.code).content.decode()


def _press(page: Client, teller: Teller, button: str) -> str:
    """Press a button behind the code."""
    page_of = Teller(client=page)
    page_of._read(type_code(page, teller.code))
    response = page.post("/code/", {"token": TOKEN.findall(page_of.page)[-1], button: "1"})
    return str(response.content.decode())


def test_taking_back_asks_first(teller: Teller) -> None:
    assert "Wil je je verhaal terugtrekken?" in _press(Client(), teller, "ask")
    assert Story.objects.exists()


def test_changing_ones_mind_shows_the_story_again(teller: Teller) -> None:
    assert STORY in _press(Client(), teller, "read")


def test_taking_back_deletes_the_story(teller: Teller) -> None:
    assert "Je verhaal is weg" in _press(Client(), teller, "withdraw")
    assert not Story.objects.exists()


def test_taking_back_works_after_release_and_after_closing(teller: Teller) -> None:
    Vertelpunt.objects.update(state="closed")
    Story.objects.update(state="released")
    _press(Client(), teller, "withdraw")
    assert not Story.objects.exists()


def test_a_token_of_telling_does_not_take_back(teller: Teller) -> None:
    response = Client().post("/code/", {"token": teller.token, "withdraw": "1"})
    assert "Typ je code opnieuw" in response.content.decode()
    assert the_story()
