"""What is looked up seldom: an answer that is kept for some seconds in one process."""

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """What `find` found, for so many seconds; then one thread looks again and the others wait for that."""

    def __init__(self, find: Callable[[], T], seconds: float) -> None:
        self.find, self.seconds = find, seconds
        self._lock = Lock()
        self._found: tuple[float, T] | None = None

    def __call__(self) -> T:
        with self._lock:
            if self._found is None or monotonic() >= self._found[0]:
                found = self.find()
                self._found = monotonic() + self.seconds, found
            return self._found[1]

    def forget(self) -> None:
        """Look again at the next question."""
        self._found = None
