"""From a fresh clone to a running command: makes the virtual environment and installs what is pinned.

Run by `make` with the machine's own Python, so it uses the standard library only and reads on old Pythons too.
"""

import errno
import hashlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Dict, List, NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
NEEDED_MB = 2000  # with the packages still to come
ROOM_MB = 200
BROWSER = "/usr/bin/chromium"


def stop(sentence: str) -> NoReturn:
    """End with one clear sentence."""
    sys.exit("\n" + sentence + "\n")


def check_machine() -> None:
    """Say in a sentence what this machine lacks."""
    if sys.version_info < (3, 11):
        found = ".".join(map(str, sys.version_info[:2]))
        stop(
            "Python 3.11 or newer is needed; this is Python " + found + ". On Debian or Ubuntu: "
            "sudo apt install python3.11 python3.11-venv, then: make demo PYTHON=python3.11"
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        stop("Python's venv module is missing. On Debian or Ubuntu: sudo apt install python3-venv")
    needed = ROOM_MB if VENV.exists() else NEEDED_MB
    if shutil.disk_usage(str(ROOT)).free < needed * 1024 * 1024:
        stop(f"The disk is too full: about {needed} MB is needed. Make room and try again.")


def lock_of(name: str) -> Path:
    """Return the file with every package that `name` needs, each with the digests of its files."""
    return (ROOT / name).with_suffix(".lock")


def install(name: str) -> None:
    """Make the virtual environment and install the file `name`, unless that was done."""
    stamp = VENV / (name + "." + hashlib.sha256(lock_of(name).read_bytes()).hexdigest()[:16])
    if stamp.exists():
        return
    if not (BIN / "pip").exists():
        print("Making a virtual environment in .venv ...", flush=True)
        call([sys.executable, "-m", "venv", "--clear", str(VENV)])
    print("Installing the pinned packages (the first time takes a minute or two) ...", flush=True)
    quiet = ["--quiet", "--disable-pip-version-check"]
    call([str(BIN / "pip"), "install", *quiet, "--require-hashes", "-r", str(lock_of(name))])
    stamp.touch()


def call(command: List[str], **environment: str) -> None:
    """Run `command`; on failure end with its exit code and a sentence."""
    try:
        code = subprocess.call(command, cwd=str(ROOT), env=dict(os.environ, **environment))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        stop("Could not start " + command[0] + ": " + os.strerror(error.errno or errno.EIO) + ".")
    if code and not command[0].endswith("pip"):
        sys.exit(code)
    if code:
        stop("The packages could not be installed: see the lines above. Is there a network, and room on the disk?")


def port_in_use(port: int) -> bool:
    """Tell whether something listens on `port` already."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def python(*arguments: str, **environment: str) -> None:
    """Run the environment's Python."""
    call([str(BIN / "python"), *arguments], **environment)


def demo() -> None:
    """Start the demo: web server, worker, made-up content."""
    asked = os.environ.get("PORT", "8000")
    if not asked.isdigit() or not 0 < int(asked) < 65536:
        stop(f"PORT must be a number from 1 to 65535, not {asked}.")
    port = int(asked)
    if port_in_use(port):
        stop(f"Port {port} is in use. Stop what runs there, or: make demo PORT={port + 1}")
    install("requirements.txt")
    python("manage.py", "demo", "--port", str(port), DEMO="1", VAR_DIR=str(ROOT / "var" / "demo"))


def test() -> None:
    """Run the tests."""
    install("requirements-dev.txt")
    if not Path(BROWSER).exists():
        stop("The browser tests need Chromium. On Debian or Ubuntu: sudo apt install chromium")
    python("manage.py", "compile_catalogues")
    python("manage.py", "build_charts")
    workers = os.environ.get("TEST_WORKERS", "2")
    python("-m", "pytest", "-q", "-n", workers, "--dist", "loadgroup", *os.environ.get("TEST_ARGS", "").split())


def check() -> None:
    """Run every check; say at the end which failed."""
    install("requirements-dev.txt")
    production = {
        "PRODUCTION": "1",
        "SECRET_KEY": "only-for-this-check-" + hashlib.sha256(str(ROOT).encode()).hexdigest(),
        "ALLOWED_HOSTS": "example.org",
        "DATABASE_URL": "sqlite:////" + str(ROOT / "var" / "check.sqlite3").lstrip("/"),
    }
    checks = [
        ("ruff check", ["-m", "ruff", "check", "."], {}),
        ("layout of the code", ["-m", "ruff", "format", "--check", "--quiet", "."], {}),
        ("types", ["-m", "mypy"], {}),
        ("import contracts", ["-c", "from importlinter.cli import lint_imports_command as c; c()"], {}),
        ("templates", ["-m", "djlint", "--lint", "--quiet", "."], {}),
        ("migrations", ["manage.py", "makemigrations", "--check", "--dry-run"], {}),
        ("translations", ["manage.py", "check_catalogues"], {}),
        ("production settings", ["manage.py", "check", "--deploy", "--fail-level", "WARNING"], production),
        ("known faults in packages", ["-m", "storycycle.audit"], {}),
    ]
    failed = [name for name, arguments, extra in checks if not passes(name, arguments, extra)]
    if failed:
        stop("Not in order: " + ", ".join(failed) + ".")
    print(f"All {len(checks)} checks are in order.")


def passes(name: str, arguments: List[str], extra: Dict[str, str]) -> bool:
    """Run one check and tell whether it passed."""
    print("== " + name, flush=True)
    return subprocess.call([str(BIN / "python"), *arguments], cwd=str(ROOT), env=dict(os.environ, **extra)) == 0


def bench() -> None:
    """Run the benchmarks."""
    install("requirements-dev.txt")
    python("-m", "benchmarks.run", *os.environ.get("BENCH_ARGS", "").split())


def prod_smoke() -> None:
    """Start production here, walk through it, stop it; in place of this process, so that Ctrl-C reaches it alone."""
    install("requirements-dev.txt")
    os.chdir(str(ROOT))
    os.execv(str(BIN / "python"), [str(BIN / "python"), "-m", "tests.smoke"])  # noqa: S606


def lock() -> None:
    """Write down every package that ours need, with the digests of their files: pip installs nothing else."""
    install("requirements-dev.txt")
    for name in ("requirements", "requirements-dev", "requirements-scale", "requirements-spss"):
        more = ["--universal", "--generate-hashes", "--no-header", "--python-version", "3.11", "--quiet"]
        with_ours = ["-c", "requirements.lock"] if name != "requirements" else []
        python("-m", "uv", "pip", "compile", *more, *with_ours, "-o", name + ".lock", name + ".txt")


def messages() -> None:
    """Collect the strings of all pages into the Dutch catalogue."""
    install("requirements-dev.txt")
    if not shutil.which("xgettext"):
        stop("Collecting strings needs gettext. On Debian or Ubuntu: sudo apt install gettext")
    python("manage.py", "makemessages", "-l", "nl", "--no-location", "--no-obsolete", "--no-wrap")


if __name__ == "__main__":
    check_machine()
    commands = {"demo": demo, "test": test, "check": check, "bench": bench, "messages": messages}
    commands |= {"prod-smoke": prod_smoke, "lock": lock}
    commands[sys.argv[1]]()
