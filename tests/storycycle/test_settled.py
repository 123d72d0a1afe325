"""A web process has loaded everything before its first request."""

import json
import os
import subprocess
import sys
from pathlib import Path

ASK = """
import gc, json, sys
import storycycle.asgi
before = set(sys.modules)
from django.urls import resolve
resolve("/meet/")
print(json.dumps([gc.get_freeze_count(), len(gc.get_objects()), sorted(set(sys.modules) - before)]))
"""


def test_the_garbage_collector_passes_over_the_program_and_no_page_is_loaded_later(tmp_path: Path) -> None:
    here = os.environ | {"VAR_DIR": str(tmp_path), "DATABASE_URL": "", "REDIS_URL": "", "PYTHONPATH": "."}
    done = subprocess.run([sys.executable, "-c", ASK], env=here, check=False, capture_output=True, text=True)  # noqa: S603
    assert done.returncode == 0, done.stderr
    frozen, others, later = json.loads(done.stdout.splitlines()[-1])
    assert frozen > 100_000
    assert others < frozen / 10
    assert [
        name for name in later if name.partition(".")[0] in ("api", "duiding", "patterns", "people", "vertelpunt")
    ] == []
