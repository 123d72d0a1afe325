"""Everything on paper for the tables: nothing is cut off, sheets are counted, and what must go is told by table."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from duiding.actions.packs import record_packs
from duiding.models import Invitee, PackSheet, Session
from duiding.packs.choice import Choice
from duiding.packs.content import content, laid_on, rows_of
from duiding.packs.made import pack_pdf, sheets_of
from patterns.models import PrintedCard
from people.access import Desk
from people.models import Coalition, Message, User
from tests import world
from tests.duiding import builders, preparing
from vertelpunt.actions.withdrawal import withdraw
from vertelpunt.models import Vertelpunt

LONG = "Anna-Wilhelmina van den Bogaardt-Oude Nijhuis tot Zwaluwenburg en Westerwolde"


@pytest.fixture
def full(meeting: Session, noord: Coalition, point: Vertelpunt, dinas_desk: Desk) -> Session:
    """A session whose first table has twelve cards, ten stories and twelve people, two of them with long names."""
    first, second = meeting.tables.all()
    for place in range(12):
        first.cards.create(observation=builders.card(noord, point, title=f"Kaart {place} " + "over wachten " * 6))
    stories = [world.story(point, text=f"Verhaal nummer {place}. " + world.TEXT * 3) for place in range(10)]
    for story in stories:
        first.stories.create(story=story)
    second.stories.create(story=stories[0])
    for place in range(12):
        name = (LONG, "X" * 80)[place] if place < 2 else f"Gast {place}"
        preparing.person(dinas_desk, meeting, name)
    Invitee.objects.filter(session=meeting).update(table=first)
    preparing.ProgrammeStep.objects.create(session=meeting, kind="read", minutes=20, script="Lees rustig.")
    return meeting


def data_of(desk: Desk, session: Session, choice: Choice | None = None) -> dict[str, Any]:
    """Return what is printed for all tables."""
    chosen = choice or Choice()
    return content(desk, session, laid_on(rows_of(session), chosen), chosen)


def words_of(pdf: bytes) -> str:
    """Return the words of a PDF, without the places where a word may break."""
    every = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return "".join(every.replace("\u200b", "").split())


def test_all_tables_are_one_pdf_that_holds_everything_and_whose_sheets_were_counted(
    full: Session, dinas_desk: Desk
) -> None:
    with override("nl"):
        data = data_of(dinas_desk, full)
        counted, made = sheets_of(data), pack_pdf(data)
    assert sum(one.total for one in counted.values()) == len(PdfReader(BytesIO(made)).pages)
    first, second = (dict(counted[table.pk].parts) for table in full.tables.all())
    assert (first["badges"], first["notes"], first["cards"] >= 12, second["badges"]) == (2, 5, True, 1)
    assert "cards" not in second
    words = words_of(made)
    for told in (
        LONG,
        "X" * 80,
        "Gast 11",
        "Kaart 11",
        "Verhaal nummer 9.",
        "Lees rustig.",
        "Doe mee met je telefoon",
    ):
        assert "".join(told.split()) in words, told


def test_the_pdf_can_be_read_by_a_screen_reader(full: Session, dinas_desk: Desk) -> None:
    with override("nl"), pikepdf.open(BytesIO(pack_pdf(data_of(dinas_desk, full)))) as made:
        assert made.Root.Lang == "nl"
        assert made.Root.MarkInfo.Marked
        figures = [one for one in made.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        assert figures
        assert all(str(one.get("/Alt", "")).strip() or one.get("/A") for one in figures)
        sizes = {tuple(sorted(round(float(side)) for side in page.mediabox[2:])) for page in made.pages}
    assert sizes == {(595, 842)}


def test_only_what_was_chosen_is_printed_and_names_that_were_deleted_are_not(full: Session, dinas_desk: Desk) -> None:
    preparing.Invitee.objects.get(contact__name="Gast 11").contact.delete()
    with override("nl"):
        made = pack_pdf(data_of(dinas_desk, full, Choice(("badges",), 1)))
    words = words_of(made)
    assert "Gast10" in words
    assert "Gast11" not in words
    assert "Kaart0" not in words
    assert len(PdfReader(BytesIO(made)).pages) == 3


def test_the_page_tells_how_many_sheets_before_printing(full: Session, dinas_desk: Desk, client: Client) -> None:
    client.force_login(dinas_desk.user)
    page = client.get(reverse("duiding:packs", args=["noord", full.pk]), {"parts": ["notes"], "notes": "2"})
    assert "20 vellen papier" in page.content.decode()
    wrong = client.get(reverse("duiding:packs", args=["noord", full.pk]), {"parts": ["notes"], "notes": "99"})
    assert wrong.status_code == 400
    assert PackSheet.objects.count() == 0


def test_a_story_taken_back_is_out_of_new_packs_and_its_sheets_are_asked_back_by_table(
    full: Session, dinas_desk: Desk, dina: User, client: Client
) -> None:
    client.force_login(dina)
    story = full.tables.all()[1].stories.get().story
    given = client.get(reverse("duiding:packs_print", args=["noord", full.pk]), {"parts": ["stories"], "notes": "1"})
    assert "Verhaalnummer0." in words_of(given.content)
    assert PackSheet.objects.filter(printed__story_number=story.number).count() == 2
    withdraw(story=story)
    out = PrintedCard.objects.get(story_number=story.number)
    assert out.take_out == "withdrawn"
    mail = Message.objects.filter(to=dina.email).latest("pk")
    assert "aan de tafels: Tafel 1 (blauw), Tafel 2 (groen)" in mail.body
    assert world.TEXT[:30] not in mail.body
    assert full.title not in mail.body  # it might repeat the story
    for name in ("duiding:packs", "duiding:session"):
        page = client.get(reverse(name, args=["noord", full.pk])).content.decode()
        assert "Haal deze bladen weg" in page
        assert "aan de tafels: Tafel 1 (blauw), Tafel 2 (groen)" in page
    again = client.get(reverse("duiding:packs_print", args=["noord", full.pk]), {"parts": ["stories"], "notes": "1"})
    assert "Verhaalnummer0." not in words_of(again.content)
    client.post(reverse("patterns:card_out", args=["noord", out.pk]))
    assert (
        "Haal deze bladen weg" not in client.get(reverse("duiding:session", args=["noord", full.pk])).content.decode()
    )


def test_printing_twice_remembers_once(full: Session, dinas_desk: Desk) -> None:
    laid = laid_on(rows_of(full), Choice())
    record_packs(desk=dinas_desk, laid=laid)
    before = PackSheet.objects.count()
    record_packs(desk=dinas_desk, laid=laid)
    assert before == PackSheet.objects.count() == 23


def test_a_pack_of_another_coalition_is_not_found(full: Session, zoe: User, client: Client) -> None:
    client.force_login(zoe)
    table = full.tables.all()[0]
    for address in (
        reverse("duiding:pack_print", args=["zuid", full.pk, table.pk]),
        reverse("duiding:packs", args=["zuid", full.pk]),
    ):
        assert client.get(address).status_code == 404
