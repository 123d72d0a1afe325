"""A story that is withdrawn leaves tables and screens; what repeats it is hidden and put to its owner."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from duiding.actions.decisions import decide, write_progress
from duiding.actions.proposals import create_proposal, present
from duiding.models import Agreement, Note, ProgressEntry, Proposal, Session, Table
from duiding.queries.hidden import hidden_in
from duiding.queries.material import cards_on, edition, readable_cards, stories_on
from people.access import Desk
from people.models import Coalition, User
from tests import world
from tests.duiding import builders
from vertelpunt.actions.withdrawal import withdraw
from vertelpunt.models import Story, StoryRelease, Vertelpunt
from vertelpunt.signals import Change, story_changed

TOLD = "Ze zette eerst thee en vroeg toen pas naar mijn formulieren, dat vergeet ik nooit meer."
QUOTED = "Ze zei: ze zette eerst thee en vroeg toen pas naar mijn formulieren."
DAY = date(2026, 10, 1)


@pytest.fixture
def story(meeting: Session) -> Story:
    """A story on the first table."""
    made = world.story(meeting.vertelpunt, text=TOLD)
    meeting.tables.all()[0].stories.create(story=made)
    return made


@pytest.fixture
def dinas(client: Client, dina: User) -> Client:
    """The facilitator, signed in."""
    client.force_login(dina)
    return client


def proposal_with(desk: Desk, session: Session, **fields: str) -> Proposal:
    """Return a proposal of a session."""
    data = {"vertelpunt": session.vertelpunt, "title": "Thee", "we_want": "Thee zetten"} | fields
    return create_proposal(desk=desk, data=data)  # type: ignore[arg-type]


def test_the_story_leaves_the_table_and_open_screens_are_told(meeting: Session, story: Story) -> None:
    before = builders.board(meeting).revision
    withdraw(story=story)
    assert not meeting.tables.all()[0].stories.exists()
    assert builders.board(meeting).revision > before


def test_a_note_about_it_stays_and_says_so(meeting: Session, story: Story) -> None:
    joined = builders.sit(meeting)
    builders.note(builders.seat(joined), "Thee helpt altijd.", story=story.pk)
    withdraw(story=story)
    note = Note.objects.get()
    assert (note.story_withdrawn, note.hidden, note.story) == (True, False, None)
    client = Client(headers={"accept-language": "en"})
    client.cookies[f"meet-{meeting.pk}"] = joined.token
    page = client.get(reverse("duiding:board", args=[meeting.pk, meeting.tables.all()[0].pk])).content.decode()
    assert "the story that this was about was withdrawn" in page


def test_a_note_that_repeats_eight_words_is_hidden_everywhere(meeting: Session, story: Story, dinas: Client) -> None:
    note = builders.note(builders.seat(builders.sit(meeting)), QUOTED)
    before = builders.board(meeting).revision
    withdraw(story=story)
    assert Note.objects.get().hidden
    assert builders.board(meeting).revision > before
    for name in ("table", "plenary"):
        where = [note.board.table_id] if name == "table" else []
        page = dinas.get(reverse(f"duiding:{name}", args=["noord", meeting.pk, *where])).content.decode()
        assert "ze zette eerst thee" not in page


def test_proposals_decisions_and_progress_that_repeat_it_are_hidden(
    meeting: Session, story: Story, dinas_desk: Desk, emre: User
) -> None:
    quoting, plain = proposal_with(dinas_desk, meeting, we_see=QUOTED), proposal_with(dinas_desk, meeting)
    present(desk=dinas_desk, proposal=plain)
    emres = builders.desk(emre, meeting.coalition)
    decide(desk=emres, proposal=plain, outcome="chosen", reason="Goed idee.", decided_on=DAY)
    write_progress(desk=dinas_desk, proposal=plain, status="started", text=QUOTED, on=DAY)
    withdraw(story=story)
    quoting.refresh_from_db()
    plain.refresh_from_db()
    assert (quoting.hidden, plain.hidden, ProgressEntry.objects.get().hidden) == (True, False, True)


def test_open_screens_hear_that_a_proposal_at_their_table_is_hidden(meeting: Session, dinas_desk: Desk) -> None:
    elsewhere = world.story(meeting.vertelpunt, text=TOLD)
    proposal_with(dinas_desk, meeting, we_see=QUOTED)
    Proposal.objects.update(session=meeting)
    before = builders.board(meeting).revision
    withdraw(story=elsewhere)
    assert builders.board(meeting).revision > before


def test_a_decision_that_repeats_it_hides_its_proposal(
    meeting: Session, story: Story, dinas_desk: Desk, emre: User
) -> None:
    proposal = proposal_with(dinas_desk, meeting)
    present(desk=dinas_desk, proposal=proposal)
    emres = builders.desk(emre, meeting.coalition)
    decide(desk=emres, proposal=proposal, outcome="chosen", reason=QUOTED, decided_on=DAY)
    withdraw(story=story)
    proposal.refresh_from_db()
    assert proposal.hidden


def test_the_facilitator_puts_it_in_other_words_and_it_is_back(meeting: Session, story: Story, dinas: Client) -> None:
    note = builders.note(builders.seat(builders.sit(meeting)), QUOTED)
    withdraw(story=story)
    page = reverse("duiding:mend", args=["noord"])
    assert QUOTED in dinas.get(page).content.decode()
    address = reverse("duiding:mend_one", args=["noord", "note", note.pk])
    assert dinas.post(address, {f"note-{note.pk}-text": QUOTED}).status_code == 400
    assert Note.objects.get().hidden
    dinas.post(address, {f"note-{note.pk}-text": "Eerst thee, dan papieren."})
    assert (Note.objects.get().hidden, Note.objects.get().text) == (False, "Eerst thee, dan papieren.")


def test_a_mended_text_is_not_left_empty_but_can_be_removed(meeting: Session, story: Story, dinas: Client) -> None:
    note = builders.note(builders.seat(builders.sit(meeting)), QUOTED)
    withdraw(story=story)
    address = reverse("duiding:mend_one", args=["noord", "note", note.pk])
    assert dinas.post(address, {f"note-{note.pk}-text": " "}).status_code == 400
    dinas.post(address, {"do": "remove"})
    assert not Note.objects.exists()


def test_only_who_prepares_sessions_sees_what_is_hidden(
    meeting: Session, story: Story, dinas_desk: Desk, client: Client, lena: User
) -> None:
    proposal = proposal_with(dinas_desk, meeting, we_see=QUOTED)
    withdraw(story=story)
    client.force_login(lena)
    assert client.get(reverse("duiding:proposal", args=["noord", proposal.number])).status_code == 404
    assert client.get(reverse("duiding:mend", args=["noord"])).status_code == 404
    assert "Thee" not in client.get(reverse("duiding:proposals", args=["noord"])).content.decode()


def test_a_region_that_borrowed_the_story_is_reached_and_others_are_not(
    national: Coalition, dinas_desk: Desk, zoe: User, zuid: Coalition
) -> None:
    lent = world.vertelpunt(national, "landelijk", lends_below=True)
    story, own = world.story(lent, text=TOLD), world.vertelpunt(zuid, "zuid")
    north = builders.session(dinas_desk, lent)
    builders.note(builders.seat(builders.sit(north)), QUOTED)
    withdraw(story=story)
    assert len(hidden_in(north.coalition)) == 1
    local = world.story(own, text=TOLD)
    Note.objects.update(hidden=False)
    withdraw(story=local)
    assert not hidden_in(north.coalition)


@pytest.fixture
def borrowed(national: Coalition, meeting: Session) -> Vertelpunt:
    """A Vertelpunt that is lent from above, with a story and a finished card on the first table."""
    lent, table = world.vertelpunt(national, "landelijk", lends_below=True), meeting.tables.all()[0]
    table.stories.create(story=world.story(lent, text=TOLD))
    table.cards.create(observation=builders.card(national, lent, state="final", title="Thee helpt landelijk"))
    return lent


def _on_screen(meeting: Session, dinas: Client) -> str:
    address = reverse("duiding:table", args=["noord", meeting.pk, meeting.tables.all()[0].pk])
    return dinas.get(address).content.decode()


def test_what_is_lent_no_longer_lies_on_no_table(borrowed: Vertelpunt, meeting: Session, dinas: Client) -> None:
    page = _on_screen(meeting, dinas)
    assert TOLD in page
    assert "Thee helpt landelijk" in page
    Vertelpunt.objects.filter(pk=borrowed.pk).update(lends_below=False)
    page = _on_screen(meeting, dinas)
    assert TOLD not in page
    assert "Thee helpt landelijk" not in page


def test_open_boards_fetch_anew_when_lending_ends(borrowed: Vertelpunt, meeting: Session) -> None:
    table = meeting.tables.all()[0]
    before = edition(table)
    Vertelpunt.objects.filter(pk=borrowed.pk).update(lends_below=False)
    assert edition(table) != before
    assert (cards_on(table), stories_on(table), readable_cards(table)) == ([], [], [])


def test_a_new_release_hides_what_repeats_the_words_that_went(meeting: Session, story: Story) -> None:
    builders.note(builders.seat(builders.sit(meeting)), QUOTED)
    StoryRelease.objects.filter(story=story).delete()
    story.release = StoryRelease.objects.create(story=story, number=2, text="Ze zette thee.", released_on=DAY)
    story_changed.send(sender=Story, story=story, change=Change.RELEASED)
    assert Note.objects.get().hidden


def test_a_release_that_keeps_the_words_hides_nothing(meeting: Session, story: Story) -> None:
    builders.note(builders.seat(builders.sit(meeting)), QUOTED)
    before = builders.board(meeting).revision
    story_changed.send(sender=Story, story=story, change=Change.RELEASED)
    assert not Note.objects.get().hidden
    assert builders.board(meeting).revision > before


def test_a_story_that_may_not_be_quoted_any_more_hides_its_quotes(meeting: Session, story: Story) -> None:
    builders.note(builders.seat(builders.sit(meeting)), QUOTED)
    story.may_quote = Story.Quote.NO
    story_changed.send(sender=Story, story=story, change=Change.PERMISSION)
    assert Note.objects.get().hidden


def test_goals_themes_and_names_that_repeat_it_are_hidden_until_mended(
    meeting: Session, story: Story, dinas: Client
) -> None:
    Session.objects.update(goal=QUOTED)
    Table.objects.update(theme="zette eerst thee en vroeg toen pas naar mijn")
    withdraw(story=story)
    assert Table.objects.filter(hidden=True).count() == 2
    for name in ("session", "session_edit"):
        page = dinas.get(reverse(f"duiding:{name}", args=["noord", meeting.pk])).content.decode()
        assert "ze zette eerst thee" not in page
    dinas.post(reverse("duiding:mend_one", args=["noord", "session", meeting.pk]), {"do": "remove"})
    assert Session.objects.get().hidden
    piece = {f"session-{meeting.pk}-goal": "Twee plannen."}
    dinas.post(reverse("duiding:mend_one", args=["noord", "session", meeting.pk]), piece)
    assert (Session.objects.get().hidden, Session.objects.get().shown_goal) == (False, "Twee plannen.")


def test_who_takes_it_up_and_who_agreed_are_looked_through_too(
    meeting: Session, story: Story, dinas_desk: Desk
) -> None:
    owned = proposal_with(dinas_desk, meeting, owner="zette eerst thee en vroeg toen pas naar mijn")
    agreed = proposal_with(dinas_desk, meeting)
    Agreement.objects.create(proposal=agreed, who=QUOTED[8:80], what="Zet thee", before=DAY)
    withdraw(story=story)
    assert Proposal.objects.filter(pk__in=[owned.pk, agreed.pk], hidden=True).count() == 2
