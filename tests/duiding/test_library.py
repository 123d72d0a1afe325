"""The library, the cycle over the years, and what a proposal moved."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from duiding.actions.copying import take_over
from duiding.actions.decisions import decide, write_progress
from duiding.actions.effects import hope_to_move
from duiding.actions.followers import stop_mails
from duiding.actions.proposals import create_proposal, present, propose_cluster
from duiding.models import Decision, Proposal, Session
from duiding.queries.actions import actions_of
from duiding.queries.cycle import INDICATORS, Year, facts_of, years_of
from duiding.queries.effect import moved, place_of
from people.access import Desk
from people.models import Coalition, Message, User
from people.roles import Role
from tests import world
from tests.duiding import builders
from vertelpunt.actions import withdraw
from vertelpunt.models import Vertelpunt

WORDS = "Niemand vertelde ons dat wij nog een heel jaar moesten wachten op hulp."


def public(desk: Desk, point: Vertelpunt, **fields: Any) -> Proposal:
    """Return a proposal on the public page."""
    data = {"title": "Bellen", "vertelpunt": point, "we_want": "Elke week bellen.", "theme": "Wachten"} | fields
    made = create_proposal(desk=desk, data=data)  # type: ignore[arg-type]
    present(desk=desk, proposal=made, public=True)
    return made


def test_only_what_is_public_is_in_the_library(dinas_desk: Desk, point: Vertelpunt, zoe: User, client: Client) -> None:
    shown, kept = public(dinas_desk, point), public(dinas_desk, point, title="Stil")
    Proposal.objects.filter(pk=kept.pk).update(public=False)
    client.force_login(zoe)
    page = client.get(reverse("duiding:library", args=["zuid"])).content.decode()
    assert "Bellen" in page
    assert "Stil" not in page
    addresses = [reverse("duiding:library_proposal", args=["zuid", one.pk]) for one in (shown, kept)]
    assert [client.get(address).status_code for address in addresses] == [200, 404]
    assert client.post(addresses[1], {}).status_code == 404


def test_we_do_this_too_copies_the_words_once_and_tells_who_wrote_it(
    dinas_desk: Desk, point: Vertelpunt, zoe: User, client: Client, zuid: Coalition
) -> None:
    source = public(dinas_desk, point, owner="Marieke", stories=[world.story(point)])
    there = world.vertelpunt(zuid, "zuidpunt")
    client.force_login(zoe)
    address = reverse("duiding:library_proposal", args=["zuid", source.pk])
    for _again in range(2):
        assert client.post(address, {"vertelpunt": there.pk}).status_code == 302
    copy = Proposal.objects.get(coalition=zuid)
    assert (copy.we_want, copy.state, copy.owner, copy.vertelpunt) == ("Elke week bellen.", "draft", "", there)
    assert not copy.stories.exists()
    told = Message.objects.get(to=dinas_desk.user.email, subject__contains="Zuid")
    assert "Elke week" not in told.body


def test_who_stopped_mails_about_a_proposal_hears_of_no_copy_either(
    dinas_desk: Desk, point: Vertelpunt, zoe: User, zuid: Coalition
) -> None:
    source = public(dinas_desk, point)
    stop_mails(follower=source.followers.get())
    Message.objects.all().delete()
    take_over(desk=builders.desk(zoe, zuid), source=source, vertelpunt=world.vertelpunt(zuid, "zuidpunt"))
    assert not Message.objects.exists()


def test_a_withdrawn_story_leaves_copies_in_other_coalitions_too(
    dinas_desk: Desk, point: Vertelpunt, zoe: User, client: Client, zuid: Coalition
) -> None:
    story = world.story(point, text=WORDS)
    source = public(dinas_desk, point, we_see=WORDS)
    client.force_login(zoe)
    there = world.vertelpunt(zuid, "zuidpunt")
    client.post(reverse("duiding:library_proposal", args=["zuid", source.pk]), {"vertelpunt": there.pk})
    withdraw(story=story)
    assert set(Proposal.objects.values_list("hidden", flat=True)) == {True}


@pytest.mark.parametrize("field", ["obstacles", "involved", "help_wanted"])
def test_words_of_a_withdrawn_story_in_progress_are_hidden(
    dinas_desk: Desk, point: Vertelpunt, emre: User, field: str
) -> None:
    story = world.story(point, text=WORDS)
    proposal = public(dinas_desk, point)
    decide(
        desk=builders.desk(emre, dinas_desk.coalition),
        proposal=proposal,
        outcome="chosen",
        reason="Goed.",
        decided_on=localdate(),
    )
    proposal.refresh_from_db()
    more = {field: WORDS}
    write_progress(desk=dinas_desk, proposal=proposal, status="started", text="Begonnen.", on=localdate(), **more)
    withdraw(story=story)
    assert proposal.progress.get().hidden


def test_the_years_of_a_cycle_count_what_happened_and_leave_open_what_nobody_knows(
    dinas_desk: Desk, point: Vertelpunt, noord: Coalition
) -> None:
    for day in (date(2024, 5, 1), date(2026, 5, 1), date(2026, 5, 2)):
        world.story(point, told_on=day)
    proposal = public(dinas_desk, point)
    Proposal.objects.update(presented_on=date(2026, 3, 1))
    Decision.objects.create(proposal=proposal, outcome="chosen", reason="Goed.", decided_on=date(2026, 3, 11))
    years = years_of(facts_of(noord, date(2026, 11, 22)), date(2026, 11, 22))
    assert [year.year for year in years] == [2024, 2025, 2026]

    def value(key: str, year: Year) -> int | None:
        return next(one for one in INDICATORS if one.key == key).of(year)

    assert [value("told", year) for year in years] == [1, 0, 2]
    assert [value("waited", year) for year in years] == [None, None, 10]
    assert [value("complete", year) for year in years] == [None, None, None]
    assert value("carried_out", years[2]) == 1


def test_new_stories_are_read_beside_the_old_ones_and_silence_is_no_zero(
    dinas_desk: Desk, point: Vertelpunt, client: Client
) -> None:
    since = date(2026, 6, 1)
    for place in range(4):
        world.story(point, told_on=since - timedelta(days=1 + place), answers={"themes": ["waiting"], "heard": 20})
    world.story(
        point, told_on=since, text="Nu werd er gebeld.", answers={"themes": ["waiting"], "heard": {"none": "skipped"}}
    )
    world.story(point, told_on=since, answers={"themes": ["school"], "heard": 90})
    proposal = public(dinas_desk, point)
    hope_to_move(desk=dinas_desk, proposal=proposal, query="themes=waiting", questions=["heard"], since=since)
    place = place_of(dinas_desk, proposal)
    assert place is not None
    found = moved(dinas_desk, proposal.effect, place)
    sides = found.comparison.first, found.comparison.second
    assert [side.n for side in sides] == [4, 1]
    assert [side.label.split(": ")[-1] for side in sides] == ["31 mei 2026", "1 juni 2026"]
    assert [one.key for one in found.questions] == ["heard"]
    assert [panel.still.n for panel in found.questions[0].panels][1] in (0, "0")
    client.force_login(dinas_desk.user)
    address = reverse("duiding:effect", args=["noord", proposal.number])
    page = client.get(address, headers={"accept-language": "en"}).content.decode()
    assert "This is no measurement" in page
    assert "Nu werd er gebeld." in page
    client.force_login(world.person("Wouter", dinas_desk.coalition, Role.COMMUNICATION))
    assert "Nu werd er gebeld." not in client.get(address).content.decode()


def test_the_effect_is_named_by_who_prepares_and_stays_within_the_coalition(
    dinas_desk: Desk, point: Vertelpunt, client: Client, zoe: User
) -> None:
    world.story(point, answers={"heard": 20})
    proposal = public(dinas_desk, point)
    address = reverse("duiding:effect_edit", args=["noord", proposal.number])
    client.force_login(dinas_desk.user)
    assert client.get(address).status_code == 200
    assert client.post(address, {"query": "", "questions": ["heard"], "since": "2026-06-01"}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.effect.questions == ["heard"]
    client.force_login(zoe)
    assert client.get(reverse("duiding:effect", args=["noord", proposal.number])).status_code == 404


def test_a_table_per_track_says_what_is_seen_and_what_can_be_done(
    meeting: Session, dinas_desk: Desk, dina: User, client: Client
) -> None:
    seat = builders.lead(dina, meeting)
    worry = builders.note(seat, "iedereen wacht alleen", kind="worry")
    idea = builders.note(seat, "Samen bellen", kind="idea", so_that="niemand alleen wacht")
    cluster = builders.cluster(seat, "Wachten", (worry, idea))
    row = actions_of(meeting)[0].rows[0]
    assert (row.see, row.act) == (("Iedereen wacht alleen.",), ("Samen bellen, niemand alleen wacht.",))
    proposal = propose_cluster(desk=dinas_desk, cluster=cluster)
    assert actions_of(meeting)[0].rows[0].proposal == proposal
    client.force_login(dina)
    page = client.get(reverse("duiding:session_actions", args=["noord", meeting.pk]))
    assert "Samen bellen" in page.content.decode()
