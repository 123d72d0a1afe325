"""Plain builders of what people add to stories: tracks, a code book, key figures."""

from decimal import Decimal
from typing import Any

from patterns.actions.codes import add_question, annotate
from patterns.actions.keyfigures import add_figures
from patterns.actions.tracks import make_track, put_on_track
from patterns.keyfigures.reading import Line, Number
from patterns.models import CodeQuestion, KeyFigure, ReadyFile, Track
from people.access import Desk
from vertelpunt.access import Workplace
from vertelpunt.models import Story, Vertelpunt


def track(desk: Desk, point: Vertelpunt, *stories: Story, name: str = "Wachten", description: str = "") -> Track:
    """Return a track with `stories` on it."""
    place = Workplace(desk, point)
    made = make_track(place=place, name=name, description=description)
    if stories:
        put_on_track(place=place, track=made, numbers=[story.number for story in stories])
    return made


def question(
    desk: Desk, point: Vertelpunt, kind: str = "choice", text: str = "Wie zette de eerste stap?", **words: str
) -> CodeQuestion:
    """Return a question of the code book with the answers gezin, school and ander."""
    labels = ["gezin", "school", "ander"] if kind in ("choice", "multi", "ordered") else []
    return add_question(place=Workplace(desk, point), kind=kind, text=text, labels=labels, **words)


def say(desk: Desk, story: Story, asked: CodeQuestion, *values: str) -> None:
    """Let the person of `desk` answer one question about a story."""
    annotate(place=Workplace(desk, story.vertelpunt), number=story.number, given={asked.key: values})


def figure(desk: Desk, point: Vertelpunt, track: Track | None = None, **fields: Any) -> KeyFigure:
    """Return a key figure: 12,4% of the young people."""
    words = {"label": "van de jongeren kreeg hulp", "about": "Noord, 2025", "source": "CBS", "year": 2025} | fields
    line = Line(Number(Decimal("12.4"), 1, "%"), **words)
    return add_figures(place=Workplace(desk, point), track=track, lines=[line])[0]


def ready_file(desk: Desk, point: Vertelpunt) -> ReadyFile:
    """Return a large file that waits."""
    here: dict[str, Any] = {"coalition": desk.coalition, "vertelpunt": point, "asked_by": desk.user}
    made = ReadyFile.objects.create(**here, asked={"kind": "csv", "language": "nl"}, name="a.csv", state="done")
    made.path.parent.mkdir(parents=True, exist_ok=True)
    made.path.write_bytes(b"x")
    return made


def make(desk: Desk, point: Vertelpunt, story: Story) -> dict[str, Any]:
    """Make one of everything; return what stands in the addresses."""
    on, asked = track(desk, point, story), question(desk, point)
    say(desk, story, asked, "gezin")
    ready = ready_file(desk, point)
    return {
        "ready": ready.pk,
        "track": on.slug,
        "sheet": on.slug,
        "code": asked.key,
        "figure": figure(desk, point, on).pk,
    }
