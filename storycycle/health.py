"""Whether the product is alive, whether it is ready, and how it is doing, for whoever starts or watches it."""

import os
import shutil

import redis
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from lib.kept import Kept
from people.condition import Condition, condition
from vertelpunt.views.busy import turned_away

LEAST_ROOM = 100 * 1024 * 1024  # on the disk of VAR_DIR: with less nobody should be sent here
KEPT = 5.0  # seconds that an answer of /ready/ holds: anybody may ask, and reading all migrations takes a while
PATIENCE = 2.0  # seconds for Redis to answer
HELP = {
    "tasks_waiting": "Background tasks that wait for a worker",
    "tasks_failed": "Background tasks that failed, until the daily work removes them",
    "task_waits_seconds": "How long the first of them waits",
    "mails_waiting": "Mails that wait in the outbox",
    "mails_failed": "Mails that are tried no more",
    "daily_failed": "Parts that failed on the last day of daily work",
    "daily_at": "When the daily work ended last, in seconds since 1970; 0 for never",
    "backup_at": "When the last backup was made, in seconds since 1970; 0 for never",
    "disk_free": "Bytes free on the disk of VAR_DIR",
    "disk_size": "Bytes of that disk",
}


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"alive": True})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Say whether people can be sent here: 503 when something of what is needed is away. Looked up once in KEPT."""
    parts = looked_up()
    return JsonResponse({"ready": all(parts.values()), **parts}, status=200 if all(parts.values()) else 503)


def _parts() -> dict[str, bool]:
    return {"migrated": _migrated(), "redis": _redis_answers(), "room": _room()}


looked_up = Kept(_parts, KEPT)


def _migrated() -> bool:
    try:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _redis_answers() -> bool:
    if not settings.REDIS_URL:
        return True
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
        ) as there:
            return bool(there.ping())
    except redis.RedisError:
        return False


def _room() -> bool:
    return shutil.disk_usage(settings.VAR_DIR).free >= LEAST_ROOM


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Return how the installation is doing as Prometheus reads it, to whoever has METRICS_TOKEN."""
    given = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}"):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(_as_text(condition()), content_type="text/plain; version=0.0.4; charset=utf-8")


def _as_text(found: Condition) -> str:
    lines = []
    for name, told in HELP.items():
        value = getattr(found, name)
        number = value.timestamp() if hasattr(value, "timestamp") else value or 0
        lines += [f"# HELP storycycle_{name} {told}", f"# TYPE storycycle_{name} gauge", f"storycycle_{name} {number}"]
    name = "storycycle_turned_away_total"
    lines += [
        f"# HELP {name} Requests that this process turned away because it was too busy",
        f"# TYPE {name} counter",
    ]
    lines.append(f'{name}{{process="{os.getpid()}"}} {turned_away.total}')
    return "\n".join(lines) + "\n"
