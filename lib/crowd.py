"""How many requests are worked on at once, and how many wait for their turn."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from django.db import connections


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


def give_back() -> None:
    """Give the connections of this thread back to the pool; Django does that only after the answer was sent."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:  # as in a test, whose transaction goes on
            connection.close_if_unusable_or_obsolete()
