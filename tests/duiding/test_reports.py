"""The report of a session: what is in it, what is not, how it leaves, and what a withdrawal does to it."""

import json
from io import BytesIO
from typing import Any

import openpyxl
import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from docx import Document as open_word
from pypdf import PdfReader

from duiding.actions.proposals import create_proposal
from duiding.actions.session_reports import send_report, take_report, write_report
from duiding.models import Note, ReportSent, ReportText, Session, SessionReport
from duiding.report.council import letter
from duiding.report.files import as_json, workbook
from duiding.report.made import PARTS, report
from duiding.report.pdf import pdf
from duiding.report.source import source_of
from duiding.report.word import word
from lib.errors import Refused
from people.access import Desk
from people.models import Coalition, Message, User
from tests import world
from tests.duiding import builders, preparing
from vertelpunt.actions.moderation import release
from vertelpunt.actions.withdrawal import withdraw
from vertelpunt.models import Story, Vertelpunt

TOLD = "Ze zette eerst thee en vroeg toen pas naar mijn formulieren, dat vergeet ik nooit meer."
QUOTED = "Ze zei: ze zette eerst thee en vroeg toen pas naar mijn formulieren."


@pytest.fixture
def story(meeting: Session) -> Story:
    """A story on the first table."""
    made = world.story(meeting.vertelpunt, text=TOLD)
    meeting.tables.all()[0].stories.create(story=made)
    return made


@pytest.fixture
def held(meeting: Session, story: Story, noord: Coalition, point: Vertelpunt, dinas_desk: Desk) -> Session:
    """A session with six parents, two young people, a card, notes, a group and a proposal."""
    first = meeting.tables.all()[0]
    first.cards.create(observation=builders.card(noord, point, number=7))
    seats = [builders.seat(builders.sit(meeting, f"Ouder {n}", "parent", first)) for n in range(6)]
    for n in range(2):
        builders.sit(meeting, f"Jongere {n}", "youth", first)
    builders.note(seats[0], "Dat er thee was", story=story.pk)
    idea = builders.note(seats[1], "=HYPERLINK(1)", kind="idea", so_that="je weet wie je belt")
    group = builders.cluster(builders.lead(dinas_desk.user, meeting), "Eén naam", (idea,))
    data: Any = {
        "title": "Eén nummer",
        "vertelpunt": point,
        "we_want": "Bellen.",
        "owner": "Marieke",
    }
    made = create_proposal(desk=dinas_desk, data=data)
    type(made).objects.filter(pk=made.pk).update(session=meeting, cluster=group)
    return meeting


def words_of(session: Session) -> str:
    """Return the whole report as text."""
    with override("en"):
        return as_json(report(source_of(session))).decode()


def text_of(made: bytes) -> str:
    """Return what a PDF says."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).split())


def rows_of(session: Session, part: str) -> list[list[Any]]:
    """Return the rows of data of one part."""
    found: list[list[Any]] = json.loads(words_of(session))["parts"][part]["rows"]
    return found


def test_it_holds_what_was_said_and_nobodys_name(held: Session) -> None:
    said = words_of(held)
    for words in ("Dat er thee was", "je weet wie je belt", "Eén naam", "Eén nummer", "Wie zich gehoord voelt"):
        assert words in said
    assert "Ouder 1" not in said
    assert "Marieke" not in said


def test_a_proposals_owner_is_named_when_all_agreed(held: Session, dinas_desk: Desk) -> None:
    write_report(desk=dinas_desk, session=held, texts={"names": "Yasmina"}, owners_named=True)
    assert "Marieke" in words_of(held)
    with override("en"):
        assert "Yasmina" in text_of(pdf(report(source_of(held))))


def test_few_of_a_perspective_are_counted_with_those_near_to_them(held: Session) -> None:
    assert rows_of(held, "people") == [["Young people and parents", 8]]
    assert "8 people took part." in words_of(held)


def test_where_few_cannot_be_counted_with_others_nobody_is_counted_apart(held: Session) -> None:
    builders.sit(held, "Ab", "administrator")
    assert rows_of(held, "people") == [
        [who, "not counted apart"] for who in ("Young person", "Parent or carer", "Administrator or alderman")
    ]


def test_a_usual_mix_is_counted_in_two(meeting: Session, dinas_desk: Desk) -> None:
    came = {"youth": 5, "parent": 9, "professional": 3, "policy": 2, "manager": 2, "administrator": 1}
    for perspective, number in came.items():
        for n in range(number):
            preparing.person(dinas_desk, meeting, f"{perspective} {n}", perspective)
    meeting.invitees.update(answer="comes")
    assert rows_of(meeting, "people") == [["Young people and parents", 14], ["Professionals, policy and others", 8]]


def test_who_said_to_come_counts_where_nobody_joined_by_phone(meeting: Session, dinas_desk: Desk) -> None:
    for n in range(6):
        preparing.person(dinas_desk, meeting, f"Gast {n}", "professional")
    meeting.invitees.update(answer="comes")
    assert rows_of(meeting, "people") == [["Professional", 6]]


def test_every_part_comes_once_and_empty_ones_are_left_out(held: Session) -> None:
    keys = [part.key for part in report(source_of(held)).parts]
    assert len(keys) == len(set(keys)) < len(PARTS)
    assert "votes" not in keys


def test_the_pdf_is_accessible_and_nothing_is_lost(held: Session) -> None:
    with override("nl"):
        made = pdf(report(source_of(held)))
    with pikepdf.open(BytesIO(made)) as file:
        assert bool(file.Root.MarkInfo.Marked)
        assert str(file.Root.Lang) == "nl"
    assert "Dat er thee was" in text_of(made)


def test_word_has_real_headings_and_a_head_for_its_table(held: Session) -> None:
    with override("nl"):
        made = open_word(BytesIO(word(report(source_of(held)))))
    styles = {paragraph.style.name for paragraph in made.paragraphs if paragraph.style}
    assert {"Heading 1", "Heading 2", "List Bullet"} <= styles
    assert made.core_properties.language == "nl-NL"


def test_no_cell_of_the_workbook_is_a_formula(held: Session) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(report(source_of(held)))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}


def test_the_letter_stays_on_two_pages_with_the_annex_behind_it(
    held: Session, point: Vertelpunt, dinas_desk: Desk
) -> None:
    for n in range(9):
        data: Any = {"title": f"Voorstel {n}", "vertelpunt": point, "we_want": "Iets wat anders moet. " * 25}
        one = create_proposal(desk=dinas_desk, data=data)
        type(one).objects.filter(pk=one.pk).update(session=held, state="presented", presented_on=world.DAY)
    texts = {"letter": "Beste raad. " * 40, "told": "Zo was het. " * 50}
    write_report(desk=dinas_desk, session=held, texts=texts, owners_named=False)
    with override("en"):
        pages = [
            page.extract_text() for page in PdfReader(BytesIO(pdf(letter(source_of(held)), two_pages=True))).pages
        ]
    [first] = [place for place, text in enumerate(pages) if "Annex:" in text]
    assert first <= 2
    assert "does not claim to meet that duty" in " ".join(pages[first].split())


def test_what_was_written_keeps_its_history(held: Session, dinas_desk: Desk) -> None:
    for text in ("Eerst zo.", "Nu zo."):
        write_report(desk=dinas_desk, session=held, texts={"introduction": text}, owners_named=False)
    assert not write_report(desk=dinas_desk, session=held, texts={"introduction": "Nu zo."}, owners_named=False)
    assert SessionReport.objects.get().version == 3
    kept = list(ReportText.objects.get().history.order_by("history_id").values_list("text", "history_user"))
    assert kept == [("Eerst zo.", dinas_desk.user.pk), ("Nu zo.", dinas_desk.user.pk)]


def test_the_link_is_mailed_once_for_each_version_without_content(held: Session, dinas_desk: Desk) -> None:
    preparing.person(dinas_desk, held, "Ans")
    preparing.person(dinas_desk, held, "Thuis")
    held.invitees.filter(contact__name="Ans").update(answer="comes")
    assert [send_report(desk=dinas_desk, session=held) for _ in range(2)] == [1, 0]
    mail = Message.objects.get()
    assert (mail.to, mail.about) == ("ans@example.org", f"session:{held.pk}")
    assert "thee" not in mail.body
    write_report(desk=dinas_desk, session=held, texts={"notes": "Meer."}, owners_named=False)
    assert send_report(desk=dinas_desk, session=held) == 1
    assert ReportSent.objects.count() == 2


def test_who_came_reads_it_by_the_link_and_nobody_else(held: Session, dinas_desk: Desk) -> None:
    ans = preparing.person(dinas_desk, held, "Ans")
    held.invitees.update(answer="comes")
    client = Client(headers={"accept-language": "nl"})
    assert client.get(reverse("duiding:read")).status_code == 410
    send_report(desk=dinas_desk, session=held)
    link = next(word for word in Message.objects.get().body.split() if "meeting-report" in word)
    arrived = client.get("/" + link.split("/", 3)[3])
    assert (arrived.status_code, arrived["Location"]) == (302, reverse("duiding:read"))
    assert "Dat er thee was" in client.get(reverse("duiding:read")).content.decode()
    assert client.get(reverse("duiding:read_pdf"))["Content-Type"] == "application/pdf"
    ans.delete()
    assert client.get(reverse("duiding:read")).status_code == 410


def test_a_withdrawn_story_leaves_the_report_and_its_owner_hears_what_left(
    held: Session, story: Story, dinas_desk: Desk, dina: User
) -> None:
    builders.note(builders.lead(dina, held), QUOTED)
    write_report(desk=dinas_desk, session=held, texts={"notes": QUOTED, "told": "Rustig."}, owners_named=False)
    take_report(desk=dinas_desk, session=held)
    withdraw(story=story)
    said = words_of(held)
    assert str(story) not in said
    assert "eerst thee en vroeg" not in said
    assert "its story was withdrawn" in said
    assert ReportText.objects.get(part="notes").hidden
    assert [row.text for row in ReportText.history.filter(part="notes")] == [""]
    assert SessionReport.objects.get().outdated_on is not None
    told = Message.objects.filter(to=dina.email)
    assert told.count() == 1
    assert "thee" not in told.get().body


def test_a_mail_about_a_report_says_what_happened_to_a_story(
    held: Session, story: Story, dinas_desk: Desk, dina: User, cem: User
) -> None:
    builders.note(builders.lead(dina, held), QUOTED)
    take_report(desk=dinas_desk, session=held)
    release(desk=builders.desk(cem, held.coalition), story=story, title="", text="Heel andere woorden nu.")
    changed = Message.objects.get(to=dina.email)
    assert "een verhaal is aangepast" in changed.subject
    assert "teruggetrokken" not in changed.subject + changed.body
    withdraw(story=story)
    assert "een verhaal is teruggetrokken" in Message.objects.filter(to=dina.email).latest("pk").subject


def test_a_report_that_never_left_makes_no_mail(held: Session, story: Story) -> None:
    withdraw(story=story)
    assert not Message.objects.exists()


def test_a_hidden_text_is_mended_like_others(held: Session, story: Story, dinas_desk: Desk, client: Client) -> None:
    write_report(desk=dinas_desk, session=held, texts={"notes": QUOTED}, owners_named=False)
    withdraw(story=story)
    client.force_login(dinas_desk.user)
    row = ReportText.objects.get()
    client.post(
        reverse("duiding:mend_one", args=["noord", "report", row.pk]), {f"reporttext-{row.pk}-text": "Anders."}
    )
    row.refresh_from_db()
    assert (row.hidden, row.text) == (False, "Anders.")


def test_who_takes_a_new_file_has_the_right_one_again(held: Session, story: Story, dinas_desk: Desk) -> None:
    builders.note(builders.lead(dinas_desk.user, held), QUOTED)
    take_report(desk=dinas_desk, session=held)
    withdraw(story=story)
    assert Note.objects.filter(hidden=True).count() == 1
    take_report(desk=dinas_desk, session=held)
    assert SessionReport.objects.get().outdated_on is None


def test_there_is_no_report_before_the_session(dinas_desk: Desk, point: Vertelpunt) -> None:
    ahead = builders.session(dinas_desk, point, state="preparing")
    with pytest.raises(Refused):
        take_report(desk=dinas_desk, session=ahead)


def test_while_people_are_at_their_tables_a_reader_reads_no_report(held: Session, lena: User, client: Client) -> None:
    client.force_login(lena)
    for name in ("", "report.json"):
        answer = client.get(f"/c/noord/sessions/{held.pk}/report/{name}")
        assert (answer.status_code, "thee" in answer.content.decode()) == (409, False)


def test_a_reader_takes_it_along_but_neither_writes_nor_sends(held: Session, lena: User, client: Client) -> None:
    type(held).objects.filter(pk=held.pk).update(state="finished")
    client.force_login(lena)
    here = reverse("duiding:session_report", args=["noord", held.pk])
    assert client.get(here).status_code == 200
    for name in ("report.pdf", "report.docx", "report.xlsx", "report.json", "letter.pdf", "letter.docx"):
        assert client.get(here + name).status_code == 200
    assert client.get(here + "report.exe").status_code == 404
    assert client.get(f"{here}edit/").status_code == 404
    assert client.post(f"{here}send/").status_code == 404
