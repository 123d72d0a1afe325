"""Where an evaluation is: progress, cancelling, and how long each step took (the clock comes from outside)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

SHARES = {
    "count": 0.0,
    "pairs": 0.15,
    "holds": 0.3,
    "time": 0.4,
    "within": 0.45,
    "three_way": 0.6,
    "rank": 0.95,
    "done": 1.0,
}


class Cancelled(Exception):
    """Someone asked to stop."""


@dataclass(slots=True)
class Steps:
    """Tells others which step begins; asks whether to stop."""

    progress: Callable[[float, str], None] | None = None
    should_cancel: Callable[[], bool] | None = None
    clock: Callable[[], float] | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    _step: str = ""
    _share: float = 0.0
    _since: float = 0.0

    def enter(self, step: str, part: float = 0.0) -> None:
        """Begin a step; ``part`` of it is done. Raises Cancelled when someone asked to stop."""
        self.check()
        self._stop_clock()
        self._step, self._since = step, self.clock() if self.clock else 0.0
        following = next((share for share in SHARES.values() if share > SHARES[step]), 1.0)
        self._share = SHARES[step] + part * (following - SHARES[step])
        self._say()

    def check(self) -> None:
        """Say where it still is, and raise Cancelled when someone asked to stop."""
        if self._step:
            self._say()
        if self.should_cancel and self.should_cancel():
            raise Cancelled

    def inner(self) -> Steps:
        """Steps of a part of this step: they say that it goes on, and no more."""
        return Steps(progress=lambda _share, _step: self.check())

    def _say(self) -> None:
        if self.progress:
            self.progress(self._share, self._step)

    def finish(self) -> dict[str, float]:
        """Seconds of counting and of everything after it."""
        self.enter("done")
        return {name: round(value, 6) for name, value in self.seconds.items()}

    def _stop_clock(self) -> None:
        if self.clock and self._step:
            name = "count" if self._step == "count" else "test"
            self.seconds[name] = self.seconds.get(name, 0.0) + self.clock() - self._since
