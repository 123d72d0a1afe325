"""Whatever the bytes, the reader gives a result or a refusal with reasons; and what was written comes back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vertelpunt.narrafirma.builders import HERE, TEXT, TITLE, form, question, written
from tests.vertelpunt.narrafirma.builders import setting as rule
from vertelpunt.narrafirma import Import, ImportRefused, Missing, read_pair

FORM, STORIES = (HERE / "form_nl.csv").read_bytes(), (HERE / "stories_nl.csv").read_bytes()
OPTIONS = ["wachten", "geld, regels", 'de "juf"', "été"]
PIECES = st.sampled_from(
    [b'"', b'""', b",", b";", b"\n", b"\r", b"\0", b"\xff", b"\t", b"|", b"=", b"9" * 30, b"\xef\xbb\xbf"]
)
WORDS = st.text(st.sampled_from("abc é\"',;|\n"), min_size=1, max_size=25).map(str.strip).filter(str.strip)


def check(form_data: bytes, stories_data: bytes) -> None:
    """Read the pair; a refusal must say why, in sentences."""
    result = read(form_data, stories_data)
    if isinstance(result, ImportRefused):
        assert result.faults
        assert all(line.isprintable() for line in result.lines())
    else:
        assert result.stories


def read(form_data: bytes, stories_data: bytes) -> Import | ImportRefused:
    """Return the import, or the refusal."""
    try:
        return read_pair(form_data, stories_data)
    except ImportRefused as refused:
        return refused


@settings(deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    check(data, STORIES)
    check(FORM, data)


@settings(deadline=None, max_examples=200)
@given(data=st.data())
def test_a_sample_with_pieces_changed_is_read_or_refused(data: st.DataObject) -> None:
    pair = [FORM, STORIES]
    which = data.draw(st.integers(0, 1))
    start = data.draw(st.integers(0, len(pair[which])))
    stop = data.draw(st.integers(start, min(start + 20, len(pair[which]))))
    pair[which] = pair[which][:start] + data.draw(PIECES) + pair[which][stop:]
    check(*pair)


@settings(deadline=None)
@given(cut=st.integers(0, len(STORIES) - 1))
def test_a_file_cut_off_anywhere_is_read_or_refused(cut: int) -> None:
    check(FORM, STORIES[:cut])
    check(FORM[: cut % len(FORM)], STORIES)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@settings(deadline=None)
@given(rows=st.lists(st.tuples(WORDS, st.integers(0, 100), st.sets(st.integers(0, 3)), WORDS), min_size=1, max_size=4))
def test_what_was_written_comes_back(delimiter: str, rows: list[tuple[str, int, set[int], str]]) -> None:
    layout = form(
        question("Scale", "nee", "ja", name="S"),
        question("Multi-choice single-column delimited", *OPTIONS, name="L"),
        question("Multi-choice multi-column texts", *OPTIONS, name="K"),
        question("Multi-choice single-column delimited indexed", *OPTIONS, name="I"),
        question("Multi-choice multi-column yes/no", *OPTIONS, name="J"),
        question("Textarea", name="T"),
        rule("Yes no questions Q-A separator", "->"),
        delimiter=delimiter,
    )
    header = [TITLE, TEXT, "S", "L", *["K"] * 4, "I", *[f"J->{option}" for option in OPTIONS], "T"]
    pair = read_pair(layout, written([header, *[cells(*row) for row in rows]], delimiter))
    codes = [option.code for option in pair.questions[1].options]
    for story, (text, place, chosen, comment) in zip(pair.stories, rows, strict=True):
        expected = tuple(codes[i] for i in sorted(chosen)) or Missing.SKIPPED
        assert (story.text, story.answers["s"], story.answers["t"]) == (text, place, comment)
        assert [story.answers[key] for key in "lkij"] == [expected] * 4


def cells(text: str, place: int, chosen: set[int], comment: str) -> list[str]:
    """Return a row of the data file that holds these answers in the four encodings."""
    names = [OPTIONS[i] if i in chosen else "" for i in range(4)]
    numbers = " ".join(str(i + 1) for i in sorted(chosen))
    marks = ["Yes" if i in chosen else "No" for i in range(4)]
    return ["Titel", text, str(place), ",".join(filter(None, names)), *names, numbers, *marks, comment]
