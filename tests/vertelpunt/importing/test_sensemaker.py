"""A SenseMaker export is read by its framework: ids become labels, triads, lines, stones and what does not apply."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.vertelpunt.importing.dirty import look, read, story, text
from vertelpunt.importing.sensemaker import BadFramework, read_framework

END = {"left": "l", "top": "t", "right": "r"}


def signifier(id_: str, kind: str, title: str, content: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return one question of a framework."""
    return {"id": id_, "type": kind, "title": title, "content": content, **more}


FRAMEWORK = {
    "id": "f",
    "name": "Jeugdhulp",
    "sections": [
        {
            "signifiers": [
                signifier("frag", "freetext", "Vertel je verhaal", {}, fragment=True),
                signifier(
                    "tri",
                    "triad",
                    "<p>Wie besliste?</p>",
                    {"labels": [{"id": end, "text": name, "anchor": side} for side, end, name in (
                        ("top", "t", "gezin"), ("left", "l", "kind"), ("right", "r", "hulp"))]},
                    allow_na=True,
                ),
                signifier(
                    "dy",
                    "dyad",
                    "Hoe snel?",
                    {"labels": [{"id": "a", "text": "te laat", "anchor": "left"},
                                {"id": "b", "text": "te vroeg", "anchor": "right"}]},
                    allow_na=True,
                ),
                signifier(
                    "st",
                    "stones",
                    "Waar stond wie?",
                    {"axis": [{"axis": "x", "name": "nabij", "start_label": "ver", "end_label": "dichtbij"},
                              {"axis": "y", "name": "steun", "start_label": "weinig", "end_label": "veel"}],
                     "stones": [{"id": "s1", "title": "school"}]},
                ),
            ]
        }
    ],
    "linked_frameworks": {"framework": [{"sections": [{"signifiers": [
        signifier("li", "list", "Fase", {"max_responses": 1, "items": [
            {"id": "p1", "title": "wachten"}, {"id": "p2", "title": "hulp"}]}),
        signifier("mu", "list", "Thema", {"max_responses": 3, "items": [
            {"id": "m1", "title": "school"}, {"id": "m2", "title": "geld"}]}),
    ]}]}]},
}  # fmt: skip
NAMES = [
    "FragmentID", "frag", "tri_l", "tri_t", "tri_r", "triX", "triY", "tri_NA", "dyX", "dy_NA", "st_s1X", "st_s1Y",
    "li", "mu_m1", "mu_m2", "server_upload_time",
]  # fmt: skip
ROWS = [
    ["1", story(1), "60", "30", "10", ".2", ".3", "0", "0.25", "0", "0.5", "1", "p1", "1", "0", "2026-03-01 10:00:00"],
    ["2", story(2), "0", "0", "100", ".9", ".1", "0", "1", "0", "0", "0.1", "p2", "1", "1", "2026-03-02 10:00:00"],
    ["3", story(3), "", "", "", "", "", "1", "", "1", "", "", "", "0", "0", "2026-03-03 10:00:00"],
]  # fmt: skip


def told(folder: Path) -> tuple[list[Any], Any]:
    """Return the stories of the export and what was seen."""
    framework = read_framework(json.dumps(FRAMEWORK).encode())
    seen = look(folder, text([NAMES, *ROWS]).encode(), framework=framework)
    found, faults, reader = read(folder, seen.mapping)
    assert not faults.found, [str(fault) for fault in faults.found]
    return found, reader


def test_answers_are_read_by_the_labels_of_the_framework(tmp_path: Path) -> None:
    found, _reader = told(tmp_path)
    assert found[0].answers == {
        "wie_besliste": [60, 30, 10],
        "hoe_snel": 25,
        "waar_stond_wie_school_nabij": 50,
        "waar_stond_wie_school_steun": 100,
        "fase": "wachten",
        "thema": ["school"],
    }
    assert (found[0].text, str(found[0].collected_on)) == (story(1), "2026-03-01")


def test_a_flag_says_that_it_does_not_apply(tmp_path: Path) -> None:
    found, _reader = told(tmp_path)
    assert found[2].answers["wie_besliste"] == found[2].answers["hoe_snel"] == {"none": "not_applicable"}
    assert found[2].answers["thema"] == {"none": "skipped"}


def test_ends_and_names_are_those_of_the_framework(tmp_path: Path) -> None:
    _found, reader = told(tmp_path)
    asked = {one.question.key: one.question for one in reader.asked}
    assert asked["wie_besliste"].kind == "triad"
    assert [one.label["nl"] for one in asked["wie_besliste"].options] == ["kind", "gezin", "hulp"]
    assert asked["hoe_snel"].poles == ({"nl": "te laat"}, {"nl": "te vroeg"})
    assert asked["waar_stond_wie_school_nabij"].poles == ({"nl": "ver"}, {"nl": "dichtbij"})


@pytest.mark.parametrize("data", [b"{}", b"{", b'{"sections": [{"signifiers": [{"id": 1}]}]}', b"\xff{"])
def test_what_is_no_framework_is_refused(data: bytes) -> None:
    with pytest.raises(BadFramework):
        read_framework(data)
