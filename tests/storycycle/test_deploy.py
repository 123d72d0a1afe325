"""What deploy/ names is real: commands, options, settings, ports; and a release keeps what runs until it can."""

import configparser
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from uvicorn.main import main as uvicorn_command

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = DEPLOY / "systemd"
APP = "/srv/storycycle/app/"
SETTING = re.compile(r"^([A-Z_]+)=(.*)$", re.MULTILINE)
STUB = '#!/bin/sh\necho "$(basename "$PWD"): $(basename "$0") $*" >> "$CALLS"\n'


def unit(path: Path) -> configparser.ConfigParser:
    """Return a unit, read."""
    read = configparser.RawConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read_string(path.read_text())
    return read


def settings_of(path: Path) -> dict[str, str]:
    """Return the settings of an environment file."""
    return dict(SETTING.findall(path.read_text()))


def test_every_unit_runs_something_that_is_there() -> None:
    for path in UNITS.glob("*.service"):
        program, *words = shlex.split(unit(path)["Service"]["ExecStart"])
        assert program.startswith(f"{APP}.venv/bin/"), path.name
        if program.endswith("uvicorn"):
            options = uvicorn_command.make_context("uvicorn", words).params
            assert options["access_log"] is False
            assert options["log_level"] == "warning", "on info it writes the address of each live board's visitor"
        else:
            assert words[0] == "manage.py"
            assert (ROOT / words[0]).exists()
            assert words[1] == "%i" or words[1] in get_commands(), path.name


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
def test_systemd_understands_every_unit(tmp_path: Path) -> None:
    for path in UNITS.iterdir():
        here = path.read_text().replace(APP, f"{ROOT}/")  # it looks whether what is started is there
        (tmp_path / path.name).write_text(here)
    units = sorted(map(str, tmp_path.iterdir()))
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)  # noqa: S603, S607
    assert (done.returncode, done.stderr) == (0, "")


def test_every_timer_starts_a_command_that_needs_no_arguments() -> None:
    started = {}
    for path in UNITS.glob("*.timer"):
        template, command = unit(path)["Timer"]["Unit"].removesuffix(".service").split("@")
        assert (UNITS / f"{template}@.service").exists()
        load_command_class(get_commands()[command], command).create_parser("manage.py", command).parse_args([])
        started[command] = path.name
    assert set(started) == {"send_mail", "reap_evaluations", "purge", "daily", "backup"}


def test_services_may_write_where_the_settings_say_and_nowhere_else() -> None:
    given = settings_of(DEPLOY / "environment")
    ledger = str(Path(given["LEDGER_PATH"]).parent)
    for path in UNITS.glob("*.service"):
        service = unit(path)["Service"]
        assert set(service["ReadWritePaths"].split()) == {given["VAR_DIR"], ledger, given["BACKUP_DIR"]}
        assert (service["User"], service["ProtectSystem"], service["UMask"]) == ("storycycle", "strict", "0077")


def test_the_settings_are_known_and_the_program_accepts_them(tmp_path: Path) -> None:
    known = {name for name, _value in re.findall(r"^#?([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.M)}
    given = {name: re.sub("[<>]", "", value) for name, value in settings_of(DEPLOY / "environment").items()}
    assert set(given) <= known
    here = {"VAR_DIR": str(tmp_path / "var"), "LEDGER_PATH": str(tmp_path / "ledger"), "SECRET_KEY": "abcdefghij" * 6}
    command = [ROOT / ".venv/bin/python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    environment = {"PATH": os.environ["PATH"], **given, **here, "EMAIL_URL": "smtp+tls://a:b@mail.example.org:587"}
    asked = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert asked.returncode == 0, asked.stderr


def test_the_proxy_passes_to_our_port_and_writes_no_visits_down() -> None:
    proxy = (DEPLOY / "nginx.conf").read_text()
    port = re.search(r"--port (\d+)", (UNITS / "storycycle-web.service").read_text())
    assert port is not None
    assert f"proxy_pass http://127.0.0.1:{port.group(1)};" in proxy
    assert proxy.count("server {") == proxy.count("access_log off;") == proxy.count("storycycle.log crit;")
    assert "X-Forwarded-For $remote_addr;" in proxy


def test_the_log_of_the_database_goes_within_an_hour_and_a_half() -> None:
    given = dict(re.findall(r"^(\w+) = (\S+)$", (DEPLOY / "postgresql.conf").read_text(), re.MULTILINE))
    minutes = {"min": 1, "h": 60}
    closed, checkpoint = (
        int(number) * minutes[unit]
        for number, unit in (
            re.findall(r"(\d+)(\w+)", given[name])[0] for name in ("archive_timeout", "checkpoint_timeout")
        )
    )
    assert closed + 2 * checkpoint <= 90
    assert (given["wal_recycle"], given["wal_keep_size"]) == ("off", "0")


def test_the_document_names_every_file_and_unit() -> None:
    told = (ROOT / "docs/operations/production.md").read_text()
    for path in DEPLOY.iterdir():
        assert f"deploy/{path.name}" in told or path.is_dir(), path.name
    for path in UNITS.iterdir():
        assert path.name in told or path.stem.split("@")[0] in told, path.name


@pytest.fixture
def machine(tmp_path: Path) -> dict[str, str]:
    """A folder with a repository of two versions, and stand-ins that write down how they were called."""
    source, tools = tmp_path / "source", tmp_path / "bin"
    (source / "deploy/systemd").mkdir(parents=True)
    (source / "deploy/systemd/storycycle-web.service").touch()
    (source / "deploy/systemd/storycycle-worker.service").touch()
    tools.mkdir()
    (tmp_path / "units").mkdir()
    venv = f'#!/bin/sh\nmkdir -p .venv/bin\ncp "{tools}/tool" .venv/bin/python\ncp "{tools}/tool" .venv/bin/pip\n'
    scripts = {"tool": STUB + '[ "$2" != "$BROKEN" ]\n', "systemctl": STUB, "chown": STUB, "python3": venv}
    scripts["runuser"] = '#!/bin/sh\nshift 3\nexec "$@"\n'
    for name, text in scripts.items():
        (tools / name).write_text(text)
        (tools / name).chmod(0o755)
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "One"], ["tag", "v1"], ["tag", "v2"]):
        subprocess.run(["git", "-C", source, *command], check=True)  # noqa: S603, S607
    more = {"STORYCYCLE_ROOT": str(tmp_path), "STORYCYCLE_UNITS": str(tmp_path / "units")}
    return {"PATH": f"{tools}:{os.environ['PATH']}", "CALLS": str(tmp_path / "calls"), "BROKEN": "nothing", **more}


def release(machine: dict[str, str], version: str, **more: str) -> tuple[int, list[str]]:
    """Install `version`; return the exit code and what was called."""
    calls = Path(machine["CALLS"])
    calls.write_text("")
    command = ["sh", DEPLOY / "release", version]
    done = subprocess.run(command, env=machine | more, capture_output=True, check=False)  # noqa: S603
    return done.returncode, calls.read_text().splitlines()


def test_a_release_backs_up_with_the_old_version_and_migrates_with_the_new_one(
    machine: dict[str, str], tmp_path: Path
) -> None:
    assert release(machine, "v1")[0] == 0
    code, calls = release(machine, "v2")
    assert code == 0
    stopped = calls.index("v2: systemctl stop storycycle-worker.service")
    backup = calls.index("app: python manage.py backup")
    migrated = calls.index("v2: python manage.py migrate --noinput")
    assert stopped < backup < migrated < len(calls) - 1
    assert calls[-1].endswith("systemctl restart storycycle-web.service storycycle-worker.service")
    assert (tmp_path / "app").resolve().name == "v2"
    assert (tmp_path / "units/storycycle-web.service").exists()


@pytest.mark.parametrize("broken", ["backup", "migrate"])
def test_when_a_release_fails_the_old_version_goes_on(machine: dict[str, str], tmp_path: Path, broken: str) -> None:
    assert release(machine, "v1")[0] == 0
    code, calls = release(machine, "v2", BROKEN=broken)
    assert code != 0
    assert (tmp_path / "app").resolve().name == "v1"
    assert calls[-1].endswith("systemctl restart storycycle-web.service storycycle-worker.service")


def test_a_version_that_was_unpacked_in_part_is_unpacked_again_with_its_settings(
    machine: dict[str, str], tmp_path: Path
) -> None:
    tar = tmp_path / "bin/tar"
    tar.write_text("#!/bin/sh\nexit 1\n")
    tar.chmod(0o755)
    assert release(machine, "v1")[0] != 0
    assert not (tmp_path / "app").exists()
    tar.unlink()
    assert release(machine, "v1")[0] == 0
    there = tmp_path / "releases/v1"
    assert (there / "deploy/systemd/storycycle-web.service").exists()
    assert str((there / ".env").readlink()) == "/etc/storycycle/environment"


def test_a_version_that_does_not_exist_leaves_nothing(machine: dict[str, str], tmp_path: Path) -> None:
    assert release(machine, "v9")[0] != 0
    assert not (tmp_path / "releases/v9").exists()
