"""The live steps of a session, where it is, and what its facilitators see of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, Sum

from duiding.beginnings import scripts
from duiding.models import Board, Dot, LookBack, ProgrammeStep, Session, Table
from duiding.models.leading import GRADES, leading_of
from duiding.models.session import StepKind
from duiding.queries.material import readable_cards, stories_on
from duiding.steps import IDEAS_COVERED, SHORT
from lib.texts import localized
from patterns.models import Interpretation
from vertelpunt.models import Story


@dataclass(frozen=True)
class Stage:
    """One live step: of the programme, or of the short set of this kind of session."""

    key: str
    kind: str
    label: str
    minutes: int
    step: ProgrammeStep | None = None

    @property
    def script(self) -> str:
        """Return what the facilitator says: the words of the programme, else those that ship."""
        own = self.step.shown_script if self.step else ""
        return own or localized(scripts()[self.kind])


@dataclass(frozen=True)
class Course:
    """All live steps of a session and the place of the present one."""

    stages: list[Stage]
    at: int

    @property
    def now(self) -> Stage:
        """Return the present step."""
        return self.stages[self.at]

    @property
    def before(self) -> Stage | None:
        """Return the step before it."""
        return self.stages[self.at - 1] if self.at else None

    @property
    def after(self) -> Stage | None:
        """Return the step after it."""
        return self.stages[self.at + 1] if self.at + 1 < len(self.stages) else None

    @property
    def covers_ideas(self) -> bool:
        """Tell whether ideas can be covered in the present step; from grouping on they are shown."""
        return self.now.kind in IDEAS_COVERED

    @property
    def number(self) -> int:
        """Return the place of the present step as people count."""
        return self.at + 1


def stages(session: Session) -> list[Stage]:
    """Return the live steps of `session`, in order: its programme day by day, or the short set of its kind."""
    steps = session.programme.select_related("day").order_by("day__starts_at", "position", "pk")
    rows = sorted(steps, key=lambda step: step.day is not None)  # the first day has no row of its own
    if rows:
        return [Stage(str(step.pk), step.kind, str(step), step.minutes, step) for step in rows]
    return [Stage(kind, kind, str(StepKind(kind).label), minutes) for kind, minutes in SHORT[session.kind]]


def course(session: Session) -> Course:
    """Return the live steps of `session` and where it is; a step that was taken out is shown where its kind is."""
    every = stages(session)
    now = leading_of(session).now_id
    places = [place for place, stage in enumerate(every) if stage.step and stage.step.pk == now]
    places += [place for place, stage in enumerate(every) if stage.kind == session.step]
    if places:
        return Course(every, places[0])
    lone = Stage(session.step, session.step, str(session.get_step_display()), 0)
    order = StepKind.values.index(session.step)
    earlier = [place for place, stage in enumerate(every, 1) if StepKind.values.index(stage.kind) < order]
    place = max(earlier, default=0)
    return Course([*every[:place], lone, *every[place:]], place)


def ideas_covered(session: Session) -> bool:
    """Tell whether people see only their own ideas now."""
    leading = leading_of(session)
    return leading.hide_ideas and not leading.ideas_shown and session.step in IDEAS_COVERED


def stories_to_read_aloud(session: Session) -> list[Story]:
    """Return the stories that lie on a table of `session`, each once."""
    found = {story.pk: story for table in session.tables.all() for story in stories_on(table)}
    return list(found.values())


def aloud_of(session: Session) -> Story | None:
    """Return the story that is read aloud, as long as it lies on a table and may be read."""
    chosen = leading_of(session).aloud_id
    if chosen is None:
        return None
    tables = Table.objects.filter(session=session, stories__story=chosen).select_related("session__coalition")
    return next((story for table in tables for story in stories_on(table) if story.pk == chosen), None)


@dataclass(frozen=True)
class ReadingFit:
    """One reading of a card: how many dots it has, and how many of them who looks put."""

    interpretation: Interpretation
    letter: str
    own: int
    number: int


@dataclass(frozen=True)
class CardFits:
    """A card with the readings among which people choose."""

    number: int
    title: str
    readings: list[ReadingFit]


def _numbers(board: Board, writer: Mapping[str, object], field: str) -> tuple[Counter[int], dict[int, int]]:
    dots = Dot.objects.filter(board=board, **{f"{field}__isnull": False})
    totals = Counter(dict(dots.values_list(field).annotate(sum=Sum("number")).order_by()))
    own = dict(dots.filter(**writer).values_list(field, "number"))
    return totals, own


def fits_of(board: Board, writer: Mapping[str, object]) -> list[CardFits]:
    """Return the cards on a table with two readings or more, and the dots on each."""
    cards = [shown.card for shown in readable_cards(board.table)]
    shown = Q(observation__in=[card.pk for card in cards], hidden=False)
    totals, own = _numbers(board, writer, "interpretation")
    readings: dict[int, list[ReadingFit]] = {}
    for one in Interpretation.objects.filter(shown).order_by("observation", "position"):
        here = readings.setdefault(one.observation_id, [])
        here.append(ReadingFit(one, "ABCDEFGH"[len(here) % 8], own.get(one.pk, 0), totals[one.pk]))
    return [CardFits(card.number, card.title, readings[card.pk]) for card in cards if card.pk in readings]


def dots_on(board: Board, writer: Mapping[str, object]) -> tuple[Counter[int], dict[int, int]]:
    """Return the dots on each group of a board: all together, and those of one writer."""
    return _numbers(board, writer, "cluster")


@dataclass(frozen=True)
class Looked:
    """What people said when they looked back."""

    answers: list[LookBack]
    grades: list[tuple[int, int]]
    hidden: int


def looked_back(session: Session) -> Looked:
    """Return how people looked back on `session`, without anybody's name."""
    every = list(session.look_backs.order_by("client_id"))  # in an order that says nothing about who came first
    found = Counter(one.grade for one in every)
    shown = [one for one in every if not one.hidden and (one.takes_along or one.better)]
    return Looked(shown, [(grade, found[grade]) for grade in range(GRADES, 0, -1)], sum(one.hidden for one in every))
