"""Starts what production consists of, on ports of its own on the loopback, and stops all of it."""

import configparser
import ctypes
import os
import pwd
import secrets
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
PATIENCE = 60.0
KEY = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def program(name: str) -> str:
    """Return where the program `name` is; Debian keeps those of PostgreSQL in a folder of their own."""
    places = [str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    found = shutil.which(name, path=os.pathsep.join([*places, os.environ["PATH"]]))
    if found is None:
        sys.exit(f"{name} is not installed. On Debian: sudo apt install postgresql redis-server openssl")
    return found


def end_with_us() -> None:
    """Let a program that we start end when we are killed: a setting of Linux (PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class Machine:
    """The programs of one production installation in `folder`."""

    def __init__(self, folder: Path, *, proxied: bool = False, processes: int = 2) -> None:
        self.folder = folder
        self.data = folder / "postgres"
        self.processes = processes
        self.application = "storycycle.asgi:application"
        self.proxied = proxied  # whoever asks stands in for the proxy, which ends https
        self.running: list[tuple[str, subprocess.Popen[bytes]]] = []
        self.account = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        self.ports = {name: free_port() for name in ("postgres", "redis", "web")}
        self.address = f"https://127.0.0.1:{self.ports['web']}"
        self.user: dict[str, Any] = {"user": self.account} if os.geteuid() == 0 else {}

    def environment(self) -> dict[str, str]:
        """Return the settings of deploy/environment, with what is particular to this machine."""
        lines = (DEPLOY / "environment").read_text().splitlines()
        given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
        return given | {
            "SECRET_KEY": secrets.token_urlsafe(48),
            "ALLOWED_HOSTS": "127.0.0.1",
            "PUBLIC_URL": self.address,
            "DATABASE_URL": f"postgres://{self.account}@127.0.0.1:{self.ports['postgres']}/storycycle",
            "REDIS_URL": f"redis://127.0.0.1:{self.ports['redis']}/0",
            "VAR_DIR": str(self.folder / "var"),
            "LEDGER_PATH": str(self.folder / "ledger.jsonl"),
            "BACKUP_DIR": str(self.folder / "backups"),
            "EMAIL_URL": "consolemail://",
            "DJANGO_SETTINGS_MODULE": "storycycle.settings",
        }

    def start(self, name: str, command: list[str], **more: Any) -> None:
        """Start a program with a log of its own, in a group of its own."""
        log = (self.folder / f"{name}.log").open("ab")
        started = subprocess.Popen(  # noqa: S603
            command,
            cwd=ROOT,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=end_with_us,
            **more,
        )  # type: ignore[call-overload]
        self.running.append((name, started))

    def start_postgres(self) -> None:
        """Make a database and serve it, with the settings of deploy/."""
        self.data.mkdir(exist_ok=True)
        if self.user:
            shutil.chown(self.data, self.account)
        made = ["-D", str(self.data), "--encoding=UTF8", "--auth=trust", f"--username={self.account}"]
        initdb = [program("initdb"), *made]
        subprocess.run(initdb, cwd="/", check=True, stdout=subprocess.DEVNULL, **self.user)  # noqa: S603
        with (self.data / "postgresql.conf").open("a") as settings:
            settings.write((DEPLOY / "postgresql.conf").read_text())
        self.serve_postgres()
        subprocess.run([program("createdb"), *self._reach(), "storycycle"], check=True)  # noqa: S603

    def serve_postgres(self) -> None:
        """Serve the database that was made."""
        words = ["-D", str(self.data), "-p", str(self.ports["postgres"]), "-h", "127.0.0.1", "-k", str(self.data)]
        self.start("postgres", [program("postgres"), *words], **self.user)
        self.wait("postgres", lambda: subprocess.call([program("pg_isready"), "-q", *self._reach()]) == 0)  # noqa: S603

    def _reach(self) -> list[str]:
        return ["-h", "127.0.0.1", "-p", str(self.ports["postgres"]), "-U", self.account]

    def start_redis(self) -> None:
        """Serve Redis, with the settings of deploy/."""
        words = ["--port", str(self.ports["redis"]), "--dir", str(self.folder)]
        self.start("redis", [program("redis-server"), str(DEPLOY / "redis.conf"), *words])

    def start_units(self) -> None:
        """Start web and worker as their units say."""
        self.start_worker()
        self.start_web()

    def start_worker(self) -> None:
        """Start the worker as its unit says."""
        self.start("worker", unit_command("worker"))

    def start_web(self) -> None:
        """Start the web processes as their unit says, with https by the server itself where there is no proxy."""
        words = [word.replace("storycycle.asgi:application", self.application) for word in unit_command("web")]
        web = [*words, "--port", str(self.ports["web"]), "--workers", str(self.processes)]
        if self.proxied:
            self.start("web", web)
            self.wait("web", lambda: answers(f"http://127.0.0.1:{self.ports['web']}/ready/"))
            return
        key, certificate = self.folder / "key.pem", self.folder / "certificate.pem"
        made = [*KEY, "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
        subprocess.run(made, check=True, stderr=subprocess.DEVNULL)  # noqa: S603
        self.start("web", [*web, "--ssl-keyfile", str(key), "--ssl-certfile", str(certificate)])
        self.wait("web", lambda: answers(f"{self.address}/ready/", certificate))

    def process(self, name: str) -> subprocess.Popen[bytes]:
        """Return the program that was started last as `name`."""
        return dict(self.running)[name]

    def children(self, name: str) -> list[int]:
        """Return the processes that `name` started for its work."""
        number = self.process(name).pid
        found = Path(f"/proc/{number}/task/{number}/children").read_text().split()
        return [int(one) for one in found if b"resource_tracker" not in Path(f"/proc/{one}/cmdline").read_bytes()]

    def kill(self, name: str) -> None:
        """End a program with all its children, without a word."""
        os.killpg(self.process(name).pid, signal.SIGKILL)
        self.process(name).wait()

    def wait(self, name: str, ready: Callable[[], bool]) -> None:
        """Wait until `name` is ready; end when it ended, or when it takes too long."""
        process, until = self.process(name), time.monotonic() + PATIENCE
        while not ready():
            if process.poll() is not None or time.monotonic() > until:
                sys.exit(f"{name} did not start:\n{(self.folder / f'{name}.log').read_text()[-2000:]}")
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop everything, last started first; what does not listen is killed with all its children."""
        for name, process in reversed(self.running):
            process.send_signal(signal.SIGINT if name == "postgres" else signal.SIGTERM)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def unit_command(name: str) -> list[str]:
    """Return the command of a unit, from this folder instead of that of an installation."""
    unit = configparser.RawConfigParser(strict=False)
    unit.read(DEPLOY / "systemd" / f"storycycle-{name}.service")
    return shlex.split(unit["Service"]["ExecStart"].replace("/srv/storycycle/app", str(ROOT)))


def answers(address: str, certificate: Path | None = None) -> bool:
    """Tell whether a page comes from `address`."""
    try:
        trusted = ssl.create_default_context(cafile=str(certificate)) if certificate else None
        urllib.request.urlopen(address, timeout=10, context=trusted).close()  # noqa: S310
    except OSError:
        return False
    return True
