"""A production installation of its own to break: started, restarted as systemd would, looked into, searched."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.smoke.machine import ROOT, Machine, program

RESTART = {"web": 2.0, "worker": 5.0, "postgres": 2.0, "redis": 2.0}  # seconds, as systemd waits
PREPARE = (["compile_catalogues"], ["collectstatic", "--noinput"])
LOGS = ("web", "worker", "postgres", "redis")


@dataclass
class Site:
    """A machine with people at it; `fill` makes what they come to."""

    machine: Machine
    fill: str = "benchmarks.faults.filling:place"
    more: dict[str, str] = field(default_factory=dict)
    made: Any = None
    came: int = 0  # tellers so far
    thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))

    async def aside(self, work: Callable[..., Any], *words: Any) -> Any:
        """Do something beside the people, always in the same thread: what a thread started ends with it."""
        return await asyncio.get_running_loop().run_in_executor(self.thread, partial(work, *words))

    @property
    def port(self) -> int:
        """Return where the web processes listen."""
        return self.machine.ports["web"]

    @property
    def environment(self) -> dict[str, str]:
        """Return the settings of this installation."""
        return os.environ | self.machine.environment() | self.more

    @property
    def embedded(self) -> bool:
        """Tell whether this is one process on SQLite, with nothing beside it but the worker."""
        return self.machine.processes == 1

    def begin(self) -> None:
        """Start all of it, with tables and content."""
        if not self.embedded:
            self.machine.start_postgres()
            self.machine.start_redis()
        self.prepare()
        self.machine.start_units()

    def prepare(self) -> None:
        """Make tables and content, and settle the settings for everything that is started after this."""
        settled = self.machine.environment() | self.more
        self.more = settled  # the secret is drawn once
        os.environ.update(settled)
        for words in PREPARE:
            self.manage(*words)
        self.made = self.ask(self.fill)

    def manage(self, *words: str) -> str:
        """Return what a command of manage.py says."""
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True, timeout=300
        )
        return done.stdout

    def ask(self, function: str, *words: str) -> Any:
        """Return what ``module:function`` says in a process of its own, in this database."""
        command = [sys.executable, "-m", "benchmarks.faults.filling", function, *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=False, capture_output=True, text=True, timeout=300
        )
        if done.returncode:
            raise RuntimeError(f"{function} stopped: {done.stderr[-1500:]}")
        return json.loads(done.stdout.splitlines()[-1])

    def restart(self, name: str) -> None:
        """Start a program that ended again, after a while, as systemd does."""
        time.sleep(RESTART[name])
        start: dict[str, Callable[[], None]] = {
            "web": self.machine.start_web,
            "worker": self.machine.start_worker,
            "postgres": self.machine.serve_postgres,
            "redis": self.machine.start_redis,
        }
        start[name]()

    def revive(self) -> list[str]:
        """Start what ended by itself again, as systemd does; return what that was."""
        names = [name for name in dict(self.machine.running) if self.machine.process(name).poll() is not None]
        for name in names:
            self.restart(name)
        return names

    def pause(self, name: str) -> None:
        """Let a program stand still with all its children."""
        for number in (self.machine.process(name).pid, *self.machine.children(name)):
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGSTOP)

    def go_on(self, name: str) -> None:
        """Let it go on."""
        for number in (*self.machine.children(name), self.machine.process(name).pid):
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGCONT)

    def logs(self) -> str:
        """Return everything that was logged by anything, with the journal that nobody asked PostgreSQL for."""
        found = [self.machine.folder / f"{name}.log" for name in LOGS]
        found += list((self.machine.data / "log").glob("*")) if (self.machine.data / "log").exists() else []
        return "\n".join(path.read_text(errors="replace") for path in found if path.exists())


@contextmanager
def site(fill: str = "benchmarks.faults.filling:place", *, embedded: bool = False, **more: str) -> Iterator[Site]:
    """Give a machine in a folder of its own, and take all of it away afterwards."""
    kept = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="storycycle-faults-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o711)
        if embedded:
            more |= {"DATABASE_URL": f"sqlite:///{folder}/var/storycycle.sqlite3", "REDIS_URL": ""}
        made = Site(Machine(folder, proxied=True, processes=1 if embedded else 2), fill, more)
        signal.signal(signal.SIGTERM, lambda *_what: sys.exit(143))
        try:
            yield made
        except BaseException:
            _keep_logs(folder)
            raise
        finally:
            made.machine.stop()
            os.environ.clear()
            os.environ.update(kept)


def _keep_logs(folder: Path) -> None:
    """Keep the logs of a run that broke, and say where."""
    kept = Path(tempfile.mkdtemp(prefix="storycycle-faults-logs-"))
    for log in folder.glob("*.log"):
        shutil.copy(log, kept)
    print(f"The logs are in {kept}", flush=True)


@dataclass
class Disk:
    """A small disk of its own, in a file, laid on a folder."""

    image: Path
    folder: Path

    def make(self, megabytes: int) -> None:
        """Make it and lay it on its folder."""
        with self.image.open("wb") as file:
            file.truncate(megabytes << 20)
        subprocess.run([program("mkfs.ext4"), "-q", str(self.image)], check=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.mount()

    def mount(self) -> None:
        """Lay it on its folder; an error makes it read-only, as on most machines."""
        words = ["-o", "loop,errors=remount-ro", str(self.image), str(self.folder)]
        subprocess.run([program("mount"), *words], check=True)

    def unmount(self) -> None:
        """Take it off its folder."""
        subprocess.run([program("umount"), str(self.folder)], check=False, stderr=subprocess.DEVNULL)

    def fill_up(self) -> Path:
        """Write until it is full; return the file that takes the room."""
        ballast = self.folder / "ballast"
        with suppress(OSError), ballast.open("wb") as file:
            while file.write(b"\0" * 4096):
                file.flush()
        return ballast

    def break_down(self) -> None:
        """Let the kernel find an error on it, so that nothing can be written any more."""
        found = subprocess.run([program("findmnt"), "-no", "SOURCE", str(self.folder)], capture_output=True, text=True)
        device = Path(found.stdout.strip()).name
        Path(f"/sys/fs/ext4/{device}/trigger_fs_error").write_text("1")

    def mend(self) -> None:
        """Repair it, as somebody who runs a machine does, and lay it on its folder again."""
        self.unmount()
        subprocess.run([program("e2fsck"), "-fy", str(self.image)], check=False, stdout=subprocess.DEVNULL)
        self.mount()


@contextmanager
def disk(at: Site, folder: Path, megabytes: int) -> Iterator[Disk]:
    """Give a small disk on `folder`, and take it away when all that used it has ended."""
    made = Disk(at.machine.folder / "disk.img", folder)
    made.make(megabytes)
    try:
        yield made
    finally:
        at.machine.stop()
        made.unmount()
