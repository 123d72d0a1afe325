"""Runs a function in a process of its own, with Django and a database of its own when asked for.

``python -m benchmarks.apart benchmarks.database:inside`` prints what the function returned, as JSON on the last line.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from typing import Any

SQLITE = "sqlite:///"


def in_database(function: str, address: str = "") -> Any:
    """Return what ``module:function`` returns in a fresh database of this address (SQLite in a file by default)."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "DATABASE_URL": address or f"{SQLITE}/{folder}/bench.sqlite3",
            "VAR_DIR": f"{folder}/var",
            "DJANGO_SETTINGS_MODULE": "storycycle.settings",
        }
        command = [sys.executable, "-m", "benchmarks.apart", function]
        done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{function} stopped: {done.stderr[-2000:]}")
        return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    """Make a database, run the function, and take the database away."""
    import django

    django.setup()
    from django.db import connection

    module, name = sys.argv[1].split(":")
    work: Callable[[], Any] = getattr(import_module(module), name)
    kept = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = test_name(str(kept))
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        print(json.dumps(work()))
    finally:
        connection.creation.destroy_test_db(kept, verbosity=0)


def test_name(kept: str) -> str:
    """The name of the database that is made: a file beside SQLite's, since in memory nothing can be read twice."""
    return f"{kept}.made" if "/" in kept else f"bench_{kept}_{os.getpid()}"


if __name__ == "__main__":
    main()
