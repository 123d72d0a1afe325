"""A file becomes a new Vertelpunt by command, as it does by the page: whole, or not at all."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from people.models import Coalition, Event, User
from tests.vertelpunt.importing.dirty import BOOK, story, text, workbook
from vertelpunt import queries
from vertelpunt.models import Intake, KeptMapping, Story, Vertelpunt

NUMBERS = (1, 9, 4, 99, 6)
DIRTY = "\r\n".join(  # as a Dutch Excel keeps it, with markup, 99 for no answer, a line in a cell and an empty row
    [
        "sep=;",
        "<b>Verhaal</b>;Cijfer;Soort hulp;E-mail",
        *(f'"{story(at)}\nEn ""dat"" was één; twee";{NUMBERS[at % 5]};{["privé", "school"][at % 2]};a{at}@b.nl'
          for at in range(20)),
        ";;;",
    ]
).encode("cp1252")  # fmt: skip


def given(folder: Path, data: bytes, *more: str, slug: str = "ouderen") -> tuple[str, ...]:
    """Return the words of the command for a file."""
    path = folder / "stories.csv"
    path.write_bytes(data)
    return (
        "import_stories",
        slug,
        "--new",
        "Ouderen vertellen",
        "--coalition",
        "noord",
        "--stories",
        str(path),
        *more,
    )


def nothing_stayed() -> bool:
    """Tell whether no Vertelpunt, story, import or way of reading is there."""
    return not any(one.objects.exists() for one in (Vertelpunt, Intake, KeptMapping)) and not Story.everything.exists()


def test_a_dirty_file_is_shown_then_refused_until_somebody_looked_then_becomes_a_vertelpunt(
    noord: Coalition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command(*given(tmp_path, DIRTY, "--dry-run"))
    shown = capsys.readouterr().out
    assert "Cijfer" in shown
    assert "99" in shown
    assert nothing_stayed()
    with pytest.raises(SystemExit):
        call_command(*given(tmp_path, DIRTY))
    assert "--agree" in capsys.readouterr().err
    assert nothing_stayed()
    call_command(*given(tmp_path, DIRTY, "--agree", "--unscreened"))
    point = Vertelpunt.objects.get(slug="ouderen")
    assert (point.coalition, point.state, point.title["nl"]) == (noord, "draft", "Ouderen vertellen")
    told = Story.objects.get(vertelpunt=point, text__startswith=story(3))
    assert told.text.endswith('En "dat" was één; twee')
    assert (told.state, told.answers["cijfer"]) == ("told", {"none": "skipped"})
    assert Story.objects.filter(vertelpunt=point).count() == 20
    assert "@b.nl" not in str(list(Story.objects.values_list("text", "answers")))
    assert not Event.objects.filter(verb="import-stated-screened").exists()


def test_its_questions_wait_as_a_draft_on_the_page(
    noord: Coalition, anna: User, tmp_path: Path, client: Client
) -> None:
    call_command(*given(tmp_path, DIRTY, "--agree"))
    point = Vertelpunt.objects.get()
    draft = point.versions.get(published_on=None)
    assert {one["key"] for one in draft.definition["questions"]} == {"cijfer", "soort_hulp"}
    assert queries.current_version(point) is None
    client.force_login(anna)
    client.post("/c/noord/v/ouderen/questions/publish/", {"do": "publish"})
    client.post("/c/noord/v/ouderen/state/", {"to": "open"})
    point.refresh_from_db()
    assert (point.state, queries.current_version(point)) == ("open", draft)


def test_who_states_that_stories_were_screened_stands_in_the_log(noord: Coalition, tmp_path: Path) -> None:
    call_command(*given(tmp_path, workbook(BOOK), "--agree"))
    assert set(Story.objects.values_list("state", flat=True)) == {"released"}
    verbs = set(Event.objects.filter(coalition=noord).values_list("verb", flat=True))
    assert {"vertelpunt-made", "import-begun", "stories-imported", "import-stated-screened"} <= verbs


def test_a_file_with_a_fault_leaves_no_vertelpunt(
    noord: Coalition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["Verhaal", "Cijfer"], *([story(at), str(at)] for at in range(9)), [story(9), "3", "te veel"]]
    with pytest.raises(SystemExit):
        call_command(*given(tmp_path, text(rows).encode(), "--agree"))
    assert "11" in capsys.readouterr().err
    assert nothing_stayed()
    with pytest.raises(SystemExit):
        call_command(*given(tmp_path, b"\x89PNG\r\n\x1a\n"))
    assert nothing_stayed()


def test_a_file_that_stops_half_way_leaves_no_vertelpunt(
    noord: Coalition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("vertelpunt.actions.bringing.publish", stops)
    with pytest.raises(KeyboardInterrupt):
        call_command(*given(tmp_path, DIRTY, "--agree"))
    KeptMapping.objects.all().delete()  # how its columns were read is kept for the next time, as it is by the page
    assert nothing_stayed()


def test_an_address_that_is_taken_is_refused_and_left_alone(
    point: Vertelpunt, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        call_command(*given(tmp_path, DIRTY, "--agree", slug=point.slug))
    assert capsys.readouterr().err
    assert list(Vertelpunt.objects.all()) == [point]
    assert not Story.everything.exists()


def test_what_is_not_said_well_is_a_sentence(noord: Coalition, tmp_path: Path) -> None:
    words = given(tmp_path, DIRTY)
    without = [word for word in words if word not in ("--coalition", "noord")]
    for wrong in (
        without,
        given(tmp_path, DIRTY, slug="new"),
        [*words[:3], " ", *words[4:]],
        [*words[:3], "x" * 81, *words[4:]],
    ):
        with pytest.raises(CommandError):
            call_command(*wrong)
    with pytest.raises(CommandError, match="--new"):
        call_command(*words[:2], *words[4:])
    mapping = tmp_path / "mapping.json"
    for said in ("{", "[]", "{}", '{"columns": [1]}', '{"columns": [{"name": "x"}, null]}'):
        mapping.write_text(said)
        with pytest.raises(CommandError, match="--mapping-to"):
            call_command(*words, "--mapping", str(mapping))
    assert nothing_stayed()


def test_how_it_is_read_is_corrected_in_a_file(noord: Coalition, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.json"
    call_command(*given(tmp_path, DIRTY, "--dry-run", "--mapping-to", str(mapping)))
    said = json.loads(mapping.read_text())
    next(one for one in said["columns"] if one["name"] == "Soort hulp")["text"] = "Welke hulp was er?"
    mapping.write_text(json.dumps(said))
    call_command(*given(tmp_path, DIRTY, "--agree", "--mapping", str(mapping)))
    asked = Vertelpunt.objects.get().versions.get(published_on=None).definition["questions"]
    assert "Welke hulp was er?" in [one["text"]["nl"] for one in asked]
