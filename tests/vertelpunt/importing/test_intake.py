"""An import goes from upload to stories and back, all or nothing, and nobody sees half of it."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.http import Http404
from django.test import Client

from lib.errors import Refused
from people.access import Desk
from people.models import Coalition, Event, User
from tests import world
from tests.vertelpunt.importing.dirty import BOOK, story, table, text, workbook
from tests.vertelpunt.importing.test_sensemaker import FRAMEWORK, NAMES, ROWS
from tests.vertelpunt.test_import import FORM, STORIES
from vertelpunt import intake_files, ledger, queries
from vertelpunt.actions import bringing, bringing_in, intakes
from vertelpunt.models import Intake, KeptMapping, Purge, Story, Vertelpunt

pytestmark = pytest.mark.django_db
DATA = table("Fase", ["wachten", "hulp", "n.v.t.", "hulp", "wachten", "hulp"], 2)
ALL_SEEN = {"seen-labels": "on", "seen-encoding": "on"}


@pytest.fixture
def leader(client: Client, anna: User) -> Client:
    """Anna's browser."""
    client.force_login(anna)
    return client


def send(leader: Client, *files: bytes, status: int = 302) -> str:
    """Choose a file on the page; return the address of the import."""
    names = ("file", "beside")
    sent = {name: SimpleUploadedFile(f"{name}.csv", data) for name, data in zip(names, files, strict=False)}
    response = leader.post("/c/noord/v/jeugdhulp/import/", sent)
    assert response.status_code == status
    return response.headers.get("Location", "")


def step(leader: Client, url: str, do: str, **more: str) -> str:
    """Take a step; return the page that follows."""
    response = leader.post(url, {"do": do, **more}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def seen_all(url: str) -> dict[str, str]:
    """Return what ticks everything that must be looked at."""
    mapping = Intake.objects.get(pk=url.split("/")[-2]).mapping
    asks = {f"c{at}-seen-{code}": "on" for at, one in enumerate(mapping["columns"]) for code in one.get("ask", ())}
    return asks | ALL_SEEN


def bring(leader: Client, *files: bytes, screened: bool = False) -> Intake:
    """Take all steps."""
    url = send(leader, *files)
    pk = url.split("/")[-2]
    if Intake.objects.get(pk=pk).state == "columns":
        step(leader, url, "check", **seen_all(url))
    step(leader, url, "start", **({"screened": "on"} if screened else {}))
    return Intake.objects.get(pk=pk)


def test_a_table_comes_in_and_waits_for_a_moderator(leader: Client, point: Vertelpunt) -> None:
    asked = queries.current_version(point)
    made = bring(leader, DATA)
    told = Story.objects.filter(intake=made)
    assert (made.state, made.stories, told.count()) == ("done", 12, 12)
    assert set(told.values_list("state", "source")) == {("told", "import")}
    assert told.get(text=story(2)).answers == {"fase": {"none": "not_applicable"}}
    assert queries.current_version(point) == asked
    assert not any(intake_files.path_of(made.pk, what).exists() for what in intake_files.ALL) or Purge.objects.exists()


def test_a_new_vertelpunt_begins_with_the_questions_of_its_file(leader: Client, noord: Coalition) -> None:
    made = leader.post("/c/noord/new/", {"title_nl": "Uit een bestand", "beginning": "file:"})
    place = made.headers["Location"]
    assert place == "/c/noord/v/uit-een-bestand/import/"
    point = Vertelpunt.objects.get(slug="uit-een-bestand")
    url = leader.post(place, {"file": SimpleUploadedFile("a.csv", DATA)}).headers["Location"]
    assert "eerste vragen van dit Vertelpunt" in step(leader, url, "check", **seen_all(url))
    page = step(leader, url, "start", screened="on")
    assert "/c/noord/v/uit-een-bestand/questions/" in page
    draft = point.versions.get(published_on=None)
    assert [one["key"] for one in draft.definition["questions"]] == ["fase"]
    assert Story.objects.filter(vertelpunt=point).count() == 12
    assert queries.current_version(point) is None
    again = table("Cijfer", ["1", "9", "4", "3", "6"])
    url = leader.post(place, {"file": SimpleUploadedFile("b.csv", again)}).headers["Location"]
    step(leader, url, "check", **seen_all(url))
    step(leader, url, "start")
    draft.refresh_from_db()
    assert [one["key"] for one in draft.definition["questions"]] == ["fase"]
    leader.post("/c/noord/v/uit-een-bestand/questions/publish/", {"do": "publish"})
    leader.post("/c/noord/v/uit-een-bestand/state/", {"to": "open"})
    point.refresh_from_db()
    assert (point.state, queries.current_version(point)) == ("open", draft)


def test_screened_stories_can_be_read_at_once_and_the_log_says_who_stated_it(
    leader: Client, point: Vertelpunt, anna: User
) -> None:
    made = bring(leader, DATA, screened=True)
    told = Story.objects.filter(intake=made)
    assert set(told.values_list("state", flat=True)) == {"released"}
    assert told.first().release.text  # type: ignore[union-attr]
    assert Event.objects.get(verb="import-stated-screened").actor == anna


def test_what_was_not_looked_at_is_not_read(leader: Client, point: Vertelpunt) -> None:
    url = send(leader, table("Cijfer", ["1", "9", "4", "99", "6"]))
    page = step(leader, url, "check")
    assert "99" in page
    assert Intake.objects.get().state == "columns"
    assert "“99”" in step(leader, url, "check", **seen_all(url))
    assert Intake.objects.get().state == "checked"


def test_a_column_is_corrected_and_the_next_time_read_like_that(leader: Client, point: Vertelpunt) -> None:
    url = send(leader, DATA)
    step(leader, url, "check", **seen_all(url), **{"c1-text": "In welke fase?", "c1-o0": "Hulp krijgen"})
    step(leader, url, "start")
    asked = Story.objects.filter(intake__isnull=False)[0].version.definition["questions"][0]
    assert (asked["text"]["nl"], asked["options"][0]["label"]["nl"]) == ("In welke fase?", "Hulp krijgen")
    assert KeptMapping.objects.count() == 1
    again = send(leader, DATA + f'"{story(99)}",wachten\n'.encode())
    assert Intake.objects.get(pk=again.split("/")[-2]).mapping["columns"][1]["text"] == "In welke fase?"


def test_the_same_file_twice_is_noticed_and_brings_nothing(leader: Client, point: Vertelpunt) -> None:
    first = bring(leader, DATA)
    url = send(leader, DATA)
    assert str(first.pk) in leader.get(url).content.decode()
    step(leader, url, "check", **seen_all(url))
    step(leader, url, "start")
    assert Story.objects.filter(vertelpunt=point).count() == 12


def test_one_fault_keeps_everything_out(leader: Client, point: Vertelpunt) -> None:
    url = send(leader, table("Schaal", ["0", "100", "50", "niets"] + ["10"] * 30))
    page = step(leader, url, "check", **seen_all(url), **{"c1-kind": "slider", "c1-low": "0", "c1-high": "100"})
    assert "niets" in page
    assert "nothing comes in" in page or "komt er niets binnen" in page
    assert 'value="start"' not in page
    step(leader, url, "start")
    assert not Story.everything.exists()


def test_undo_takes_exactly_this_import_out(leader: Client, point: Vertelpunt) -> None:
    stays, versions = world.story(point), point.versions.count()
    made = bring(leader, DATA, screened=True)
    keys = set(Story.objects.filter(intake=made).values_list("pk", flat=True))
    url = f"/c/noord/v/jeugdhulp/import/{made.pk}/"
    step(leader, url, "undo")
    assert Story.objects.filter(intake=made).count() == 12
    step(leader, url, "undo", sure="on")
    assert list(Story.everything.filter(vertelpunt=point)) == [stays]
    assert keys <= ledger.read()
    assert point.versions.count() == versions
    assert not point.audiences.filter(key="everybody").exists()
    assert Intake.objects.get().state == "undone"
    assert bring(leader, DATA).stories == 12


def test_a_large_import_goes_in_turns_and_lets_other_work_through(
    leader: Client, point: Vertelpunt, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, turns = bring(leader, DATA, screened=True), []
    some = bringing_in.take_some_out
    monkeypatch.setattr(bringing_in, "TURN", 0.0)
    monkeypatch.setattr(bringing_in, "PART", 5)
    monkeypatch.setattr(bringing_in, "take_some_out", lambda intake: turns.append(intake.progress) or some(intake))
    step(leader, f"/c/noord/v/jeugdhulp/import/{made.pk}/", "undo", sure="on")
    assert len(turns) == 3
    assert not Story.everything.filter(vertelpunt=point).exists()
    assert Intake.objects.get().state == "undone"


def test_an_undoing_that_breaks_off_is_done_once_more(
    leader: Client, point: Vertelpunt, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, take_out = bring(leader, DATA, screened=True), bringing_in.take_out
    url, left = f"/c/noord/v/jeugdhulp/import/{made.pk}/", []

    def broken(stories: Sequence[Story]) -> None:
        take_out(stories)
        left.append(Story.objects.filter(intake=made).count())
        if len(left) == 2:
            raise RuntimeError

    monkeypatch.setattr(bringing_in, "PART", 5)
    monkeypatch.setattr(bringing_in, "take_out", broken)
    assert "stopte halverwege" in step(leader, url, "undo", sure="on")
    assert (left, Story.objects.filter(intake=made).count()) == ([7, 2], 7)
    assert "stopte halverwege" not in step(leader, url, "undo", sure="on")
    assert left == [7, 2, 2, 0]
    assert Intake.objects.get().state == "undone"


def test_nothing_stays_of_an_import_that_breaks_off(
    leader: Client, point: Vertelpunt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bringing, "CHUNK", 5)
    seen: list[int] = []

    def broken(*args: object) -> None:
        seen.append(Story.everything.filter(source="staged").count())
        seen.append(Story.objects.count() + Story.material.count())
        raise RuntimeError

    monkeypatch.setattr(bringing, "publish", broken)
    made = bring(leader, DATA)
    assert seen == [12, 0]
    assert (made.state, made.fault) == ("failed", "broken")
    assert not Story.everything.exists()
    assert point.versions.count() == 1


def test_a_workbook_comes_in(leader: Client, point: Vertelpunt) -> None:
    made = bring(leader, workbook(BOOK))
    assert (made.state, made.stories) == ("done", 10)


def test_a_pair_of_narrafirma_comes_in_whichever_is_chosen_first(leader: Client, point: Vertelpunt) -> None:
    made = bring(leader, FORM.encode(), STORIES.encode())
    assert (made.kind, made.state, made.stories) == ("narrafirma", "done", 3)
    assert Story.objects.get(title="One").answers["power"] == 17


def test_a_sensemaker_export_comes_in(leader: Client, point: Vertelpunt) -> None:
    made = bring(leader, text([NAMES, *ROWS]).encode(), json.dumps(FRAMEWORK).encode())
    assert (made.kind, made.state, made.stories) == ("sensemaker", "done", 3)
    assert Story.objects.get(text=story(1)).answers["wie_besliste"] == [60, 30, 10]


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"\xd0\xcf\x11\xe0 oud", b"a\x00b", b"{}"])
def test_what_is_no_table_is_refused_at_the_door(leader: Client, point: Vertelpunt, data: bytes) -> None:
    send(leader, data, status=422)
    assert not Intake.objects.exists()


def test_a_file_with_one_column_says_so_and_is_read_in_another_way(leader: Client, point: Vertelpunt) -> None:
    url = send(leader, text([["Verhaal", "A"], [story(1), "x"]], "|").replace(",", " ").encode().replace(b"|", b"^"))
    assert Intake.objects.get().state == "failed"
    assert leader.get(url).status_code == 200
    step(leader, url, "discard")
    assert not Intake.objects.exists()


def test_only_who_sets_up_this_vertelpunt_brings_stories_in(point: Vertelpunt, zoe: User, desk: Desk) -> None:
    other = Desk(zoe, zoe.memberships.get().coalition, frozenset({"process_leader"}))
    with pytest.raises(Http404):
        intakes.begin_intake(desk=other, point=point, uploads=[SimpleUploadedFile("a.csv", DATA)])
    made = intakes.begin_intake(desk=desk, point=point, uploads=[SimpleUploadedFile("a.csv", DATA)])
    with pytest.raises(Refused, match="has_faults"):
        bringing_in.start_intake(desk=desk, intake=made, screened=False)


def test_files_that_nobody_finishes_go_after_a_week(leader: Client, point: Vertelpunt) -> None:
    from datetime import timedelta

    from django.utils import timezone

    send(leader, DATA)
    path = intake_files.path_of(Intake.objects.get().pk, intake_files.STORIES)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.is_relative_to(settings.VAR_DIR)
    assert bringing_in.tidy_intakes(timezone.localdate() + timedelta(days=6)) == 0
    assert bringing_in.tidy_intakes(timezone.localdate() + timedelta(days=8)) == 1
    assert not Intake.objects.exists()
    assert Purge.objects.filter(path__contains="importing").exists() or not path.exists()


def test_the_command_shows_what_it_would_do_and_does_it(
    tmp_path: Path, point: Vertelpunt, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_bytes(table("Cijfer", ["1", "9", "4", "99", "6"]))
    given = ("import_stories", "jeugdhulp", "--stories", str(tmp_path / "a.csv"))
    call_command(*given, "--dry-run")
    assert "Cijfer" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        call_command(*given)
    assert not Story.everything.exists()
    call_command(*given, "--agree")
    assert set(Story.objects.values_list("state", flat=True)) == {"released"}
    assert Event.objects.filter(verb="import-stated-screened").exists()
    call_command("import_stories", "jeugdhulp", "--undo", str(Intake.objects.get().pk))
    assert not Story.everything.exists()
