"""What programs read of a coalition: what its pages show, a page at a time and without names."""

from django.test import Client

from duiding.actions.decisions import agree
from duiding.actions.proposals import create_proposal, present
from duiding.models import Decision, Note, ProgressEntry, Proposal
from patterns.models import Evaluation, Pattern, Selection
from people.models import Coalition, User
from people.scopes import Scope
from tests import world
from tests.api.conftest import Give
from tests.duiding import builders
from tests.patterns.told import evaluate, tell_many
from vertelpunt.models import Vertelpunt

NOORD = "/api/v1/coalitions/noord/"


def test_vertelpunten_own_and_lent_with_their_questions(point: Vertelpunt, national: Coalition, program: Give) -> None:
    world.vertelpunt(national, "landelijk", lends_below=True)
    world.vertelpunt(national, "verborgen")
    asks = program(Scope.READ_QUESTIONS)
    found = asks.get(f"{NOORD}vertelpunten/").json()
    assert [(one["slug"], one["own"], one["version"]) for one in found] == [
        ("jeugdhulp", True, 1), ("landelijk", False, 1),
    ]  # fmt: skip
    (only,) = asks.get(f"{NOORD}vertelpunten/landelijk/question-sets/").json()
    assert [question["key"] for question in only["questions"]][:2] == ["consequences", "heard"]
    assert asks.get(f"{NOORD}vertelpunten/verborgen/question-sets/").status_code == 404


def test_figures_page_by_page_are_those_of_the_evaluation(point: Vertelpunt, anna: User, program: Give) -> None:
    tell_many(point, 40)
    evaluate(point)
    own = {"coalition": point.coalition, "vertelpunt": point, "made_by": anna}
    Selection.objects.create(**own, name="Ouders", query="audience=parent", shared=True)
    Selection.objects.create(**own, name="Van mij", query="audience=youth")
    asks, here = program(Scope.READ_FIGURES), f"{NOORD}vertelpunten/jeugdhulp/"
    (kept,) = asks.get(f"{here}selections/").json()["results"]
    assert (kept["name"], kept["stories"]) == ("Ouders", 27)
    first = asks.get(f"{here}patterns/?limit=7").json()
    second = asks.get(first["next"]).json()
    expected = [pattern.result for pattern in Pattern.objects.order_by("rank", "key")[:14]]
    assert [one["whole"] for one in first["results"] + second["results"]] == expected
    Evaluation.objects.update(number=9)
    assert asks.get(first["next"]).json()["code"] == "newer_evaluation"


def test_cards_own_and_lent_without_those_that_are_hidden(
    point: Vertelpunt, noord: Coalition, national: Coalition, program: Give
) -> None:
    builders.card(noord, point, theme="wachten")
    builders.card(noord, point, title="Verborgen kaart", hidden=True)
    lent = world.vertelpunt(national, "landelijk", lends_below=True)
    builders.card(national, lent, state="final")
    builders.card(national, lent, title="Nog in de maak")
    found = program(Scope.READ_CARDS).get(f"{NOORD}cards/").json()["results"]
    assert [(one["own"], one["vertelpunt"], one["theme"]) for one in found] == [
        (True, "jeugdhulp", "wachten"), (False, "landelijk", ""),
    ]  # fmt: skip
    assert [one["letter"] for one in found[0]["readings"]] == ["A", "B"]
    assert all(one["disclaimer"] for one in found)


def test_sessions_and_boards_tell_nobodys_name(point: Vertelpunt, anna: User, noord: Coalition, program: Give) -> None:
    meeting = builders.session(builders.desk(anna, noord), point)
    seat = builders.seat(builders.sit(meeting, "Sara Geheim"))
    note, hidden = builders.note(seat, "Koffie helpt."), builders.note(seat, "Dit moet weg.")
    Note.objects.filter(pk=hidden.pk).update(hidden=True)
    builders.cluster(builders.lead(anna, meeting), notes=(note,))
    asks = program(Scope.READ_SESSIONS)
    (one,) = asks.get(f"{NOORD}sessions/").json()["results"]
    whole = asks.get(f"{NOORD}sessions/{one['id']}/").json()
    assert (one["tables"], whole["people"], one["title"]) == (1, 1, "Samen lezen")
    (board,) = asks.get(f"{NOORD}sessions/{one['id']}/boards/").json()
    (shown,) = board["notes"]
    assert (shown["text"], shown["cluster"]) == ("Koffie helpt.", board["clusters"][0]["id"])
    assert "Sara" not in str([one, whole, board])


def test_proposals_come_with_decision_agreements_and_progress(
    point: Vertelpunt, anna: User, noord: Coalition, program: Give, zoe: User, client: Client
) -> None:
    desk = builders.desk(anna, noord)
    proposal = create_proposal(desk=desk, data={"title": "Koffie", "vertelpunt": point, "we_want": "Schenken."})
    present(desk=desk, proposal=proposal)
    Proposal.objects.update(owner="Ans Geheim")
    Decision.objects.create(proposal=proposal, outcome="chosen", reason="Goed plan.", decided_on=world.DAY)
    Proposal.objects.update(owner="Ans Geheim", state="decided")
    proposal.refresh_from_db()
    agree(desk=desk, proposal=proposal, who="Ans Geheim", what="zet koffie", before=world.DAY)
    ProgressEntry.objects.create(proposal=proposal, status="stuck", text="Geen koffie.", on=world.DAY, public=False)
    ProgressEntry.objects.create(proposal=proposal, status="done", text="Weg ermee.", on=world.DAY, hidden=True)
    asks = program(Scope.READ_SESSIONS)
    (row,) = asks.get(f"{NOORD}proposals/").json()["results"]
    assert (row["title"], row["state"], row["decision"]["reason"]) == ("Koffie", "decided", "Goed plan.")
    whole = asks.get(f"{NOORD}proposals/{row['number']}/").json()
    assert [one["what"] for one in whole["agreements"]] == ["zet koffie"]
    assert [(one["status"], one["text"]) for one in whole["progress"]] == [("stuck", "Geen koffie.")]
    assert "Ans" not in str([row, whole])
    Proposal.objects.update(hidden=True)
    assert asks.get(f"{NOORD}proposals/{row['number']}/").status_code == 404
    client.force_login(zoe)
    assert client.get(f"{NOORD}proposals/").status_code == 404
