"""How many requests are worked on at once, and how many wait for their turn."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from django.db import connections

logger = logging.getLogger(__name__)


@dataclass
class Room:
    """Seats for requests that are worked on, and a row of those that wait, at most `patience` seconds."""

    seats: int
    row: int
    patience: float
    waiting: int = 0
    _free: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._free = asyncio.Semaphore(self.seats)

    @asynccontextmanager
    async def seat(self) -> AsyncIterator[bool]:
        """Give a seat for as long as the work takes; False when the row is full, or when it took too long."""
        taken = await self._take()
        try:
            yield taken
        finally:
            if taken:
                self._free.release()

    async def _take(self) -> bool:
        if not self._free.locked():
            return await self._free.acquire()
        if self.waiting >= self.row:
            return False
        self.waiting += 1
        try:
            return await asyncio.wait_for(self._free.acquire(), self.patience)
        except TimeoutError:
            return False
        finally:
            self.waiting -= 1


@dataclass
class TurnedAway:
    """How many this process turned away; the log says so at once, and then once a minute while there are more."""

    total: int = 0
    pause: float = 60.0  # seconds
    _unsaid: int = 0
    _quiet: bool = False

    def one_more(self) -> None:
        """Count one, in the loop of the server."""
        self.total += 1
        self._unsaid += 1
        if not self._quiet:
            self._say()

    def _say(self) -> None:
        self._quiet = self._unsaid > 0
        if self._quiet:
            logger.warning("It is too busy: requests that were turned away: %d", self._unsaid)
            self._unsaid = 0
            asyncio.get_running_loop().call_later(self.pause, self._say)


def give_back() -> None:
    """Give the connections of this thread back to the pool; Django does that only after the answer was sent."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:  # as in a test, whose transaction goes on
            connection.close_if_unusable_or_obsolete()
