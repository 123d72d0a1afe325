"""Two people have the same form open: nobody's words are lost, and nobody is overruled without knowing."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from duiding.actions.decisions import decide
from duiding.actions.proposals import create_proposal, present
from duiding.actions.session_reports import write_report
from duiding.actions.taking import take_up_as_member
from duiding.models import Decision, Proposal, ReportText, Session, SessionReport
from duiding.report.withdrawn import empty_versions
from people.access import Desk
from people.models import User
from tests import world
from tests.duiding import builders

ENGLISH = {"accept-language": "en"}


class Sent(HTMLParser):
    """What a browser sends when nothing is changed on a page with one form."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.data: dict[str, list[str]] = {}
        self._name, self._open = "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("textarea", "select"):
            self._name, self._open = given.get("name") or "", tag
            self.data[self._name] = [""] if tag == "textarea" else []
        elif tag == "option" and "selected" in given:
            self.data[self._name].append(given.get("value") or "")
        elif (
            tag == "input" and given.get("name") and (given["type"] not in ("checkbox", "radio") or "checked" in given)
        ):
            self.data.setdefault(given["name"] or "", []).append(
                given.get("value", "on" if given["type"] == "checkbox" else "") or ""
            )

    def handle_data(self, data: str) -> None:
        if self._open == "textarea":
            self.data[self._name] = [data.removeprefix("\n").replace("\n", "\r\n")]

    def handle_endtag(self, tag: str) -> None:
        self._open = "" if tag == self._open else self._open


def opened(client: Client, user: User, address: str) -> dict[str, Any]:
    """Return what `user` would send from the page at `address` without changing anything."""
    client.force_login(user)
    return Sent(client.get(address, headers=ENGLISH).content.decode()).data


@pytest.fixture
def proposal(dinas_desk: Desk, meeting: Session) -> Proposal:
    """A proposal that rests on one card."""
    card = builders.card(meeting.coalition, meeting.vertelpunt)
    data: Any = {
        "title": "Koffie",
        "vertelpunt": meeting.vertelpunt,
        "we_want": "Koffie\nschenken.",
        "session": meeting,
    }
    return create_proposal(desk=dinas_desk, data=data | {"observations": [card]})


def edit_of(proposal: Proposal) -> str:
    return reverse("duiding:proposal_edit", args=["noord", proposal.number])


def test_who_saves_second_leaves_what_the_first_wrote_and_the_glove_that_was_taken_up(
    proposal: Proposal, client: Client, dina: User, anna: User, dinas_desk: Desk
) -> None:
    first, second = (opened(client, user, edit_of(proposal)) for user in (anna, dina))
    client.force_login(anna)
    assert (
        client.post(edit_of(proposal), first | {"we_want": "Thee.", "first_step_on": "2026-12-01"}).status_code == 302
    )
    take_up_as_member(desk=dinas_desk, proposal=proposal)
    client.force_login(dina)
    assert client.post(edit_of(proposal), second | {"title": "Thee", "observations": []}).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.title, proposal.we_want, str(proposal.first_step_on)) == ("Thee", "Thee.", "2026-12-01")
    assert proposal.owner == str(dina)
    assert not proposal.observations.exists()


def test_the_same_field_is_refused_with_both_words_and_saving_again_is_a_choice(
    proposal: Proposal, client: Client, dina: User
) -> None:
    page = opened(client, dina, edit_of(proposal))
    Proposal.objects.filter(pk=proposal.pk).update(we_want="Thee van de buurvrouw.", so_that="rust")
    answer = client.post(edit_of(proposal), page | {"we_want": "Soep."}, headers=ENGLISH)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in shown for words in ("Somebody else changed this", "Thee van de buurvrouw.", "Soep."))
    assert Proposal.objects.get().we_want == "Thee van de buurvrouw."
    assert client.post(edit_of(proposal), Sent(shown).data).status_code == 302
    assert (Proposal.objects.get().we_want, Proposal.objects.get().so_that) == ("Soep.", "rust")


def test_a_decision_meanwhile_leaves_ones_own_words_on_the_page(
    proposal: Proposal, client: Client, dina: User, dinas_desk: Desk, emre: User
) -> None:
    page = opened(client, dina, edit_of(proposal))
    present(desk=dinas_desk, proposal=proposal)
    emres = builders.desk(emre, proposal.coalition)
    decide(desk=emres, proposal=proposal, outcome="chosen", reason="Goed.", decided_on=world.DAY)
    answer = client.post(edit_of(proposal), page | {"we_want": "Soep.", "owner": "Noor"}, headers=ENGLISH)
    assert answer.status_code == 409
    assert all(words in answer.content.decode() for words in ("was decided on", "Soep.", "Noor"))
    assert client.post(edit_of(proposal), page | {"owner": "Noor"}).status_code == 302
    assert (Proposal.objects.get().owner, Proposal.objects.get().we_want) == ("Noor", "Koffie\nschenken.")


def test_the_second_of_two_deciders_reads_the_first_and_what_was_decided_stays_to_be_read(
    proposal: Proposal, client: Client, dinas_desk: Desk, emre: User
) -> None:
    present(desk=dinas_desk, proposal=proposal)
    address, deciding = (
        reverse(f"duiding:{name}", args=["noord", proposal.number]) for name in ("proposal", "decide")
    )
    client.force_login(emre)
    seen = client.get(address).context["decision_form"]["seen"].value()
    emres = builders.desk(emre, proposal.coalition)
    decide(desk=emres, proposal=proposal, outcome="chosen", reason="Dit kan morgen.", decided_on=world.DAY)
    mine = {"outcome": "declined", "reason": "Er is geen geld.", "decided_on": "2026-05-12", "seen": seen}
    answer = client.post(deciding, mine, headers=ENGLISH)
    words = ("somebody decided", "Dit kan morgen.", "Er is geen geld.")
    assert (answer.status_code, [one in answer.content.decode() for one in words]) == (409, [True] * 3)
    assert Decision.objects.get().reason == "Dit kan morgen."
    again = mine | {"seen": answer.context["decision_form"]["seen"].value()}
    assert client.post(deciding, again).status_code == 302
    before = client.get(address).context["decided_before"]
    assert [(one.outcome, one.reason, one.decided_by) for one in before] == [("chosen", "Dit kan morgen.", emre)]
    empty_versions({proposal.coalition_id}, lambda text: "morgen" in text)
    page = client.get(address, headers=ENGLISH).content.decode()
    assert ("Dit kan morgen." in page, "repeated a story" in page, "Er is geen geld." in page) == (False, True, True)


def test_two_who_prepare_a_session_and_its_table_leave_what_the_other_wrote(
    meeting: Session, client: Client, dina: User
) -> None:
    table = meeting.tables.all()[0]
    for row, name, keys in ((meeting, "session_edit", [meeting.pk]), (table, "table_edit", [meeting.pk, table.pk])):
        address = reverse(f"duiding:{name}", args=["noord", *keys])
        page = opened(client, dina, address)
        type(row).objects.filter(pk=row.pk).update(theme="wachten")
        field = "place" if row is meeting else "facilitator"
        assert client.post(address, page | {field: "Noor"}).status_code == 302
        row.refresh_from_db()
        assert (row.theme, getattr(row, field)) == ("wachten", "Noor")
        assert client.post(address, page | {"theme": "school"}).status_code == 409


def report_of(session: Session) -> str:
    return reverse("duiding:session_report_edit", args=["noord", session.pk])


def written(session: Session) -> dict[str, str]:
    """Return what stands in the report of a session."""
    return dict(ReportText.objects.filter(report__session=session).exclude(text="").values_list("part", "text"))


def test_two_who_write_in_one_report_keep_each_others_parts(
    meeting: Session, client: Client, dina: User, anna: User
) -> None:
    first, second = (opened(client, user, report_of(meeting)) for user in (anna, dina))
    client.force_login(anna)
    client.post(report_of(meeting), first | {"introduction": "Het was vol.", "owners_named": "on"})
    client.force_login(dina)
    assert client.post(report_of(meeting), second | {"notes": "Veel over thee."}).status_code == 302
    assert written(meeting) == {"introduction": "Het was vol.", "notes": "Veel over thee."}
    report = SessionReport.objects.get()
    assert (report.owners_named, report.version) == (True, 3)


def test_one_part_written_by_two_shows_both_texts_and_saving_again_is_a_choice(
    meeting: Session, client: Client, dina: User, dinas_desk: Desk
) -> None:
    page = opened(client, dina, report_of(meeting))
    write_report(desk=dinas_desk, session=meeting, texts={"notes": "Van Anna."})
    answer = client.post(report_of(meeting), page | {"notes": "Van Dina."}, headers=ENGLISH)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in shown for words in ("Somebody else changed this", "Van Anna.", "Van Dina."))
    assert written(meeting) == {"notes": "Van Anna."}
    assert client.post(report_of(meeting), Sent(shown).data).status_code == 302
    assert written(meeting) == {"notes": "Van Dina."}
    assert ReportText.history.filter(text="Van Anna.").exists()


def test_opening_a_report_and_saving_it_changes_nothing(meeting: Session, client: Client, dina: User) -> None:
    page = opened(client, dina, report_of(meeting))
    assert client.post(report_of(meeting), page).status_code == 302
    assert not written(meeting)
    assert SessionReport.objects.get().version == 1
