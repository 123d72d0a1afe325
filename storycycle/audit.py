"""Asks the package index which of the locked packages have a known fault; says which it could not ask about."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCKS = ("requirements.lock", "requirements-scale.lock", "requirements-spss.lock", "requirements-dev.lock")
ROOT = Path(__file__).resolve().parent.parent
SECONDS = 300


def audited(lock: str) -> list[dict[str, Any]]:
    """Return what is known of each package of a lock file; nothing when nobody answers."""
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "-r", lock]
    quiet = ["--format", "json", "--progress-spinner", "off"]
    try:
        done = subprocess.run(  # noqa: S603
            [*command, *quiet], cwd=ROOT, capture_output=True, text=True, check=False, timeout=SECONDS
        )
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return []
    return found


def verdict(packages: dict[str, list[dict[str, Any]]]) -> tuple[list[str], bool]:
    """Return what to say of the packages of each lock file, and whether all is well as far as could be asked."""
    every = [one for found in packages.values() for one in found]
    faults = {f"{one['name']} {one['version']}: {fault['id']}" for one in every for fault in one.get("vulns", [])}
    unknown = {one["name"] for one in every if "skip_reason" in one}
    said = [f"Known fault: {fault}" for fault in sorted(faults)]
    said += [f"Could not be asked: the packages of {lock}." for lock, found in packages.items() if not found]
    if unknown:
        names = len({one["name"] for one in every})
        said.append(f"Could not be asked: {len(unknown)} of {names} packages; this index does not tell.")
    return said or ["No package has a known fault."], not faults


if __name__ == "__main__":
    lines, well = verdict({lock: audited(lock) for lock in LOCKS})
    sys.stdout.write("\n".join(lines) + "\n")
    sys.exit(0 if well else 1)
