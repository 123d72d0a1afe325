"""Work beside the requests of this process: reading many stories, and keeping up with what changed elsewhere."""

import logging
import sys
from collections.abc import Callable, Hashable
from threading import Lock, Thread
from time import sleep

from django.conf import settings
from django.db import connections

log = logging.getLogger(__name__)

_guard = Lock()
_working: dict[Hashable, Thread] = {}
_failed: set[Hashable] = set()
USUAL, SOON = sys.getswitchinterval(), 0.0001  # seconds after which a thread lets another one in
_gentle = 0  # how many threads give way


def begin(name: Hashable, work: Callable[[], object]) -> Thread:
    """Do `work` in a thread of its own, unless the work with this name is under way already; requests go before it."""
    return _begin(name, lambda: _gently(work))


def _begin(name: Hashable, work: Callable[[], object]) -> Thread:
    with _guard:
        thread = _working.get(name)
        if thread is None or not thread.is_alive():
            thread = _working[name] = Thread(target=_do, args=(name, work), daemon=True)
            thread.start()
    return thread


def _gently(work: Callable[[], object]) -> None:
    """Let other threads in sooner: each step of numpy in a request waits so long for a thread that goes on and on."""
    global _gentle
    with _guard:
        _gentle += 1
        sys.setswitchinterval(SOON)
    try:
        work()
    finally:
        with _guard:
            _gentle -= 1
            if not _gentle:
                sys.setswitchinterval(USUAL)


def _do(name: Hashable, work: Callable[[], object]) -> None:
    try:
        work()
    except Exception as error:  # whoever needs it does it again, and sees what is wrong
        _failed.add(name)
        log.warning("Work aside stopped: %s", type(error).__name__)  # never what it was about
    finally:
        connections.close_all()


def failed(name: Hashable) -> bool:
    """Tell whether the work with this name stopped half-way the last time; whoever asks does it, so says so once."""
    with _guard:
        stopped = name in _failed
        _failed.discard(name)
    return stopped


def keep_up(look: Callable[[], bool]) -> None:
    """Do `look` every now and then, from the first time that something is kept until it says that nothing is."""
    seconds = settings.FOLLOW_SECONDS
    if seconds:
        _begin("keep up", lambda: _again(look, seconds))


def _again(look: Callable[[], bool], seconds: float) -> None:
    going = True
    while going:
        connections.close_all()
        sleep(seconds)
        going = look()
