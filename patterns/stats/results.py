"""What an evaluation finds: frozen patterns, and the public JSON that they become."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, overload

from patterns.stats.figures import Figure
from patterns.stats.settings import Settings

Verdict = Literal["strong", "undecided", "absent"]


@dataclass(frozen=True, slots=True)
class Effect:
    """The size of a pattern with its interval; ``name`` is also the name of its threshold in Settings.

    ``rho``, ``tau_b``, ``delta``, ``eta2``, ``v`` or ``difference``.
    """

    name: str
    value: float
    low: float
    high: float

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"name": self.name, "value": self.value, "low": self.low, "high": self.high}


@dataclass(frozen=True, slots=True)
class Part:
    """One option, pair of options, pole or group within a pattern; None where it was not tested.

    ``codes`` are the option codes that the label names; a part under the minimum has ``small`` true.
    """

    label: str
    codes: tuple[str, ...]
    n: int
    statistic: float | None = None
    p: float | None = None
    p_holm: float | None = None
    effect: Effect | None = None
    small: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "label": self.label,
            "n": self.n,
            "statistic": self.statistic,
            "p": self.p,
            "p_holm": self.p_holm,
            "effect": None if self.effect is None else self.effect.to_dict(),
        }


class Parts(Sequence[Part]):
    """The parts of a pattern, made when they are first asked for: a large evaluation has tens of thousands."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], tuple[Part, ...]]) -> None:
        """Keep how to make them."""
        self._make = make
        self._made: tuple[Part, ...] | None = None

    def _all(self) -> tuple[Part, ...]:
        if self._made is None:
            self._made = self._make()
        return self._made

    @overload
    def __getitem__(self, index: int) -> Part: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Part]: ...
    def __getitem__(self, index: int | slice) -> Part | Sequence[Part]:
        """One part, or some."""
        return self._all()[index]

    def __len__(self) -> int:
        """How many parts."""
        return len(self._all())

    def __iter__(self) -> Iterator[Part]:
        """All parts in order."""
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        """The same parts."""
        return isinstance(other, Sequence) and self._all() == tuple(other)

    def __hash__(self) -> int:
        """As their tuple."""
        return hash(self._all())


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a pattern is strong or what it lacks: a code and its numbers, made into a sentence by patterns.words."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Robustness:
    """Whether the strongest contrast keeps its sign and half its size: None where that cannot be asked."""

    within_audiences: bool | None = None
    within_channels: bool | None = None
    without_largest_channel: bool | None = None

    @property
    def holds(self) -> bool | None:
        """Every check that could be made came out well; None when none could be made."""
        made = [check for check in (self.within_audiences, self.within_channels, self.without_largest_channel)
                if check is not None]  # fmt: skip
        return all(made) if made else None


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: which questions, what the test says, how large, how sure, and where it ranks.

    Attributes
    ----------
    kind : str
        ``slider``, ``ordered``, ``nominal``, ``multi``, ``triad`` for one question; ``slider_nominal`` and
        the like for two, the kinds in the order slider, triad, ordered, nominal, multi; ``middle_...``,
        ``non_answer_...``, ``time_...``, ``subset_...`` before the kind of the other question;
        ``three_way_...`` before the kinds of the pair.
    family : str
        Which Benjamini-Hochberg family: ``single`` (no test), ``pairs``, ``three_way``, ``subset:KEY``,
        ``time``, ``non_answer``; followed by ``|COLUMN=CODE`` within a single audience.
    questions, labels : tuple of str
        Keys and short names. In a middle or non-answer pattern the first is the question whose middle or
        non-answer it is; in a three-way pattern the last is the one that makes the groups.
    n, tellers : int
        Stories with all the answers (shown), and those tested (one per teller).
    contrast : tuple of str
        Codes of the strongest contrast: two options of a nominal question, an option of a multi-choice
        question, a cell of a table, a pole. What "holds" is about.
    score : float
        The interval's limit nearest zero divided by the threshold (eta squared by square roots); for a
        single question how unusual its shape is.
    rank : int
        1 for the first. Tested patterns come before single questions.
    group : int
        Rank of the first pattern that says the same.
    within : tuple of str, optional
        (column key, option code) of the single audience that this pattern was looked for in.
    selected : str
        Empty, or why it is in the short list: ``rank``, ``middle``, ``contrary``, ``within``.
    """

    kind: str
    family: str
    questions: tuple[str, ...]
    labels: tuple[str, ...]
    n: int
    tellers: int
    test: str | None = None
    statistic: float | None = None
    df: int | None = None
    p: float | None = None
    q: float | None = None
    effect: Effect | None = None
    verdict: Verdict = "undecided"
    robustness: Robustness = Robustness()
    reasons: tuple[Reason, ...] = ()
    parts: Sequence[Part] = ()
    contrast: tuple[str, ...] = ()
    score: float = 0.0
    rank: int = 0
    group: int = 0
    within: tuple[str, str] | None = None
    selected: str = ""

    @property
    def strong(self) -> bool:
        """Advice, never a gate."""
        return self.verdict == "strong"

    @property
    def holds(self) -> bool | None:
        """Within audiences, within channels, and without the largest channel."""
        return self.robustness.holds

    @property
    def identity(self) -> str:
        """The same for the same pattern in every evaluation."""
        return "|".join((self.family, self.kind, *self.questions))

    def to_dict(self, why: str, figure: Figure) -> dict[str, Any]:
        """One pattern of the public JSON; the sentence and the figure are made by others and handed in."""
        plain: dict[str, Any] = {
            "kind": self.kind,
            "questions": list(self.questions),
            "labels": list(self.labels),
            "n": self.n,
            "test": self.test,
            "statistic": self.statistic,
            "df": self.df,
            "p": self.p,
            "q": self.q,
            "family": self.family,
            "tellers": self.tellers,
            "effect": None if self.effect is None else self.effect.to_dict(),
            "strong": self.strong,
            "verdict": self.verdict,
            "holds": self.holds,
            "why": why,
            "rank": self.rank,
            "parts": [part.to_dict() for part in self.parts],
        }
        return plain | figure.public()


@dataclass(frozen=True, slots=True)
class Selection:
    """A selection of stories that was compared: (inside, outside) stories and tellers, and who is on neither side.

    ``unplaced`` stories lack an answer that the selection asks for.
    """

    key: str
    stories: tuple[int, int]
    tellers: tuple[int, int]
    unplaced: int
    label: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        inside, outside = self.stories
        return {"key": self.key, "stories": inside, "rest": outside, "unplaced": self.unplaced}


@dataclass(frozen=True, slots=True)
class EvaluationResult:
    """All patterns of one evaluation, in the order of their rank.

    Attributes
    ----------
    stories, tellers : int
        Size of the dataset; ``tellers`` counts a story without a known teller as one.
    patterns : tuple of Pattern
        First the tested ones by rank, then the single questions.
    tested : dict of str to int
        Number of tests in each family.
    seconds : dict of str to float
        ``count`` and ``test``, when a clock was given.
    notices : tuple of Reason
        What must be said about the whole: a small project, no stories, too many questions, a small selection.
    selections : tuple of Selection
        The subsets that were compared with the rest.
    """

    stories: int
    tellers: int
    digest: str
    settings: Settings
    versions: dict[str, str]
    patterns: tuple[Pattern, ...]
    tested: dict[str, int]
    seconds: dict[str, float] = field(default_factory=dict)
    notices: tuple[Reason, ...] = ()
    selections: tuple[Selection, ...] = ()

    @property
    def selection(self) -> tuple[Pattern, ...]:
        """The short list of different findings, by rank; a person decides."""
        return tuple(pattern for pattern in self.patterns if pattern.selected)

    @property
    def leaders(self) -> tuple[Pattern, ...]:
        """One pattern of each group of patterns that say the same, by rank."""
        return tuple(pattern for pattern in self.patterns if pattern.group == pattern.rank)

    def header(self, vertelpunt: str, load_seconds: float = 0.0) -> dict[str, Any]:
        """The ``evaluation`` part of the public JSON."""
        seconds = {"load": load_seconds, "count": 0.0, "test": 0.0} | self.seconds
        return {
            "vertelpunt": vertelpunt,
            "stories": self.stories,
            "patterns_tested": sum(self.tested.values()),
            "digest": self.digest,
            "settings": self.settings.to_dict(),
            "versions": dict(self.versions),
            "seconds": seconds,
            "selections": [selection.to_dict() for selection in self.selections],
        }
