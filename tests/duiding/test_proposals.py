"""From a group of notes to a proposal, a decision, agreements, progress and the public page."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from duiding.actions.decisions import agree, decide, mark_done, write_progress
from duiding.actions.proposals import change_proposal, create_proposal, present, propose_cluster
from duiding.models import Proposal, Session
from duiding.public import latest_outcomes, trail
from duiding.queries.proposals import meter_of
from lib.errors import Refused
from people.access import Desk
from people.models import Coalition, User
from tests import world
from tests.duiding import builders
from vertelpunt.models import Story, Vertelpunt

DAY = date(2026, 10, 1)


@pytest.fixture
def story(meeting: Session) -> Story:
    """A story on the first table."""
    made = world.story(meeting.vertelpunt)
    meeting.tables.all()[0].stories.create(story=made)
    return made


@pytest.fixture
def proposal(meeting: Session, dina: User, dinas_desk: Desk, story: Story) -> Proposal:
    """A proposal made of a group with a worry and an idea about a card and a story."""
    card = builders.card(meeting.coalition, meeting.vertelpunt)
    meeting.tables.all()[0].cards.create(observation=card)
    seat = builders.lead(dina, meeting)
    worry = builders.note(seat, "Iedereen wacht alleen.", kind="worry", observation=card.pk)
    idea = builders.note(seat, "Samen bellen", kind="idea", so_that="niemand alleen wacht", story=story.pk)
    return propose_cluster(desk=dinas_desk, cluster=builders.cluster(seat, "Wachten", (worry, idea)))


@pytest.fixture
def emres_desk(emre: User, noord: Coalition) -> Desk:
    """The desk of the decider."""
    return builders.desk(emre, noord)


def decided(desk: Desk, proposal: Proposal, **fields: Any) -> None:
    """Decide on `proposal`: it is chosen unless said otherwise."""
    decide(
        desk=desk, proposal=proposal, **{"outcome": "chosen", "reason": "Dit kan morgen.", "decided_on": DAY} | fields
    )


def test_a_group_becomes_a_proposal_filled_in_from_its_notes(proposal: Proposal, story: Story) -> None:
    assert (proposal.title, proposal.we_see) == ("Wachten", "Iedereen wacht alleen.")
    assert (proposal.we_want, proposal.so_that) == ("Samen bellen.", "niemand alleen wacht.")
    assert proposal.observations.count() == 1
    assert list(proposal.stories.all()) == [story]


def test_what_goes_well_and_what_is_needed_come_along_and_the_screens_of_the_table_follow(
    meeting: Session, dina: User, dinas_desk: Desk
) -> None:
    seat = builders.lead(dina, meeting)
    notes = tuple(
        builders.note(seat, text, kind=kind)
        for text, kind in (("De koffie staat klaar", "good"), ("Het kan ook anders", "third"), ("Een belteam", "need"))
    )
    before = builders.cluster(seat, "Bellen", notes)
    revision = builders.board(meeting).revision
    made = propose_cluster(desk=dinas_desk, cluster=before)
    assert (made.we_see, made.needs) == ("De koffie staat klaar.\nHet kan ook anders.", "Een belteam.")
    assert builders.board(meeting).revision == revision + 1
    change_proposal(desk=dinas_desk, proposal=made, data={"title": "Bel elke week"})
    assert builders.board(meeting).revision == revision + 2


def test_a_group_becomes_a_proposal_once(proposal: Proposal, dinas_desk: Desk) -> None:
    assert proposal.cluster is not None
    assert propose_cluster(desk=dinas_desk, cluster=proposal.cluster) == proposal


def test_the_meter_names_what_is_missing(proposal: Proposal, dinas_desk: Desk, client: Client) -> None:
    assert meter_of(proposal).missing == ("owner", "first_step", "first_step_on", "helpers", "needs")
    client.force_login(dinas_desk.user)
    address = reverse("duiding:proposal", args=["noord", proposal.number])
    assert "who takes it up" in client.get(address, headers={"accept-language": "en"}).content.decode()


def test_the_whole_way_from_proposal_to_public_page(
    proposal: Proposal, client: Client, dina: User, emre: User, point: Vertelpunt
) -> None:
    def post(user: User, name: str, **data: Any) -> int:
        client.force_login(user)
        return client.post(reverse(f"duiding:{name}", args=["noord", proposal.number]), data).status_code

    edit = {"title": "Samen wachten", "we_want": "Samen bellen", "owner": "Noor", "first_step": "Een proef"}
    edit |= {"first_step_on": "2026-10-01", "level": "regional", "vertelpunt": str(point.pk)}
    client.force_login(dina)
    page = client.get(reverse("duiding:proposal_edit", args=["noord", proposal.number]))
    edit["opened"] = page.context["form"]["opened"].value()
    assert post(dina, "proposal_edit", **edit) == 302
    assert post(dina, "proposal_present", public="yes") == 302
    assert post(dina, "decide", outcome="chosen") == 404
    assert post(emre, "decide", outcome="chosen", reason="Dit kan morgen.", decided_on="2026-10-01") == 302
    assert post(dina, "agree", who="Noor", what="Belt de eerste drie gezinnen", before="2026-11-01") == 302
    assert post(dina, "progress", status="started", text="Drie gezinnen gebeld.", on="2026-11-02", public="on") == 302
    client.logout()
    page = client.get(reverse("duiding:outcomes", args=[point.slug])).content.decode()
    for words in ("Samen wachten", "Dit kan morgen.", "Drie gezinnen gebeld."):
        assert words in page
    assert "Noor</" not in page
    assert "Noor " not in page


def test_a_proposal_is_presented_before_it_is_decided_on(proposal: Proposal, emres_desk: Desk) -> None:
    with pytest.raises(Refused, match="not_presented"):
        decided(emres_desk, proposal)


def test_only_a_decider_decides(proposal: Proposal, dinas_desk: Desk) -> None:
    present(desk=dinas_desk, proposal=proposal)
    with pytest.raises(Http404):
        decided(dinas_desk, proposal)


def test_what_is_passed_on_says_to_whom(proposal: Proposal, dinas_desk: Desk, emres_desk: Desk) -> None:
    present(desk=dinas_desk, proposal=proposal)
    with pytest.raises(Refused, match="refers_to"):
        decided(emres_desk, proposal, outcome="passed_on")
    decided(emres_desk, proposal, outcome="passed_on", refers_to="het landelijke programma")
    assert proposal.decision.refers_to == "het landelijke programma"


def test_after_the_decision_only_the_first_step_can_change(
    proposal: Proposal, dinas_desk: Desk, emres_desk: Desk
) -> None:
    present(desk=dinas_desk, proposal=proposal)
    decided(emres_desk, proposal)
    change_proposal(desk=dinas_desk, proposal=proposal, data={"owner": "Noor"})
    with pytest.raises(Refused, match="proposal_decided"):
        change_proposal(desk=dinas_desk, proposal=proposal, data={"we_want": "Iets heel anders"})


def test_nothing_is_followed_before_it_is_decided(proposal: Proposal, dinas_desk: Desk) -> None:
    with pytest.raises(Refused, match="not_decided"):
        write_progress(desk=dinas_desk, proposal=proposal, status="started", text="Begonnen.", on=DAY)


def test_an_agreement_is_done_and_can_be_undone(proposal: Proposal, dinas_desk: Desk, emres_desk: Desk) -> None:
    present(desk=dinas_desk, proposal=proposal)
    decided(emres_desk, proposal)
    agreement = agree(desk=dinas_desk, proposal=proposal, who="Noor", what="Belt", before=DAY)
    mark_done(desk=dinas_desk, agreement=agreement)
    assert agreement.done_on is not None
    mark_done(desk=dinas_desk, agreement=agreement, done=False)
    assert agreement.done_on is None


def test_the_public_sees_no_drafts_no_hidden_ones_and_no_lines_for_members(
    proposal: Proposal, dinas_desk: Desk, emres_desk: Desk, point: Vertelpunt
) -> None:
    assert not latest_outcomes(point.pk)
    present(desk=dinas_desk, proposal=proposal, public=True)
    decided(emres_desk, proposal)
    write_progress(desk=dinas_desk, proposal=proposal, status="stuck", text="Ruzie.", on=DAY, public=False)
    assert next(line.text for line in latest_outcomes(point.pk)).endswith("Dit kan morgen.")
    Proposal.objects.update(hidden=True)
    assert not latest_outcomes(point.pk)


def test_the_teller_reads_where_the_story_lay_and_what_came_of_it(
    proposal: Proposal, story: Story, dinas_desk: Desk, emres_desk: Desk
) -> None:
    present(desk=dinas_desk, proposal=proposal, public=True)
    decided(emres_desk, proposal, decided_on=localdate())
    lay, rests = trail(story.pk)
    assert "Noord" in lay.text
    assert "Wachten" in rests.text
    assert rests.url.startswith("/v/jeugdhulp/outcomes/#")


def test_the_trail_is_in_the_order_of_time_and_never_to_come(
    proposal: Proposal, story: Story, dinas_desk: Desk, emres_desk: Desk
) -> None:
    Session.objects.update(starts_at=timezone.now() + timedelta(days=1), ends_at=timezone.now() + timedelta(days=2))
    present(desk=dinas_desk, proposal=proposal, public=True)
    assert [step.on for step in trail(story.pk)] == [localdate(), localdate()]
    decided(emres_desk, proposal)
    assert [step.on for step in trail(story.pk)] == [DAY, localdate()]


def test_a_story_on_a_table_that_is_being_prepared_has_no_trail_yet(story: Story) -> None:
    Session.objects.update(state="preparing")
    assert list(trail(story.pk)) == []


def test_a_regions_session_on_lent_stories_shows_on_the_national_page(
    dinas_desk: Desk, emres_desk: Desk, national: Coalition, point: Vertelpunt, client: Client
) -> None:
    lent = world.vertelpunt(national, "landelijk", lends_below=True)
    session, story = builders.session(dinas_desk, point, state="finished"), world.story(lent)
    session.tables.get().stories.create(story=story)
    data = {"vertelpunt": point, "session": session, "title": "Uit Noord", "we_want": "Samen", "stories": [story]}
    made = create_proposal(desk=dinas_desk, data=data)  # type: ignore[arg-type]
    present(desk=dinas_desk, proposal=made, public=True)
    decided(emres_desk, made)
    page = client.get(reverse("duiding:outcomes", args=[lent.slug])).content.decode()
    assert "Uit Noord" in page
    assert "Noord" in page.split('id="sessions-title"')[1]


def test_a_proposal_of_elsewhere_does_not_exist(proposal: Proposal, client: Client, zoe: User, lena: User) -> None:
    client.force_login(zoe)
    for slug in ("noord", "zuid"):
        assert client.get(reverse("duiding:proposal", args=[slug, proposal.number])).status_code == 404
    client.force_login(lena)
    assert client.get(reverse("duiding:proposal", args=["noord", proposal.number])).status_code == 200
    assert client.get(reverse("duiding:proposal_edit", args=["noord", proposal.number])).status_code == 404
