"""Rows as lines of JSON, alike for SQLite and PostgreSQL, and a digest of a table that does not depend on order."""

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Field, JSONField, Model

CHUNK = 500  # rows in memory at once
LEFT_OUT = {"sessions.Session"}  # nobody stays signed in after a restore
MODULO = 2**256
Row = list[Any]


def models() -> dict[str, type[Model]]:
    """Return every model that is kept, by its name."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return {model._meta.label: model for model in found if model._meta.label not in LEFT_OUT and not model._meta.proxy}


def fields_of(model: type[Model]) -> list[Field[Any, Any]]:
    """Return the fields of `model` that have a column of their own."""
    return [field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)]


def read(model: type[Model]) -> Iterator[Row]:
    """Return the rows of a table in the order of their keys, a chunk at a time."""
    names = [field.attname for field in fields_of(model)]
    place = names.index(model._meta.pk.attname)
    found = model._base_manager.order_by("pk").values_list(*names)
    chunk = list(found[:CHUNK])
    while chunk:
        yield from (list(map(_plain, row)) for row in chunk)
        chunk = list(found.filter(pk__gt=chunk[-1][place])[:CHUNK]) if len(chunk) == CHUNK else []


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (bytes, memoryview)):
        return b64encode(bytes(value)).decode()
    return str(value) if isinstance(value, (UUID, Decimal)) else value


def line(row: Row) -> bytes:
    """Return a row as one line."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def write(model: type[Model], rows: Iterable[Row]) -> None:
    """Put rows in the table of `model` just as they were read."""
    fields, chunk = fields_of(model), []
    for row in rows:
        chunk.append([_stored(field, value) for field, value in zip(fields, row, strict=True)])
        if len(chunk) == CHUNK:
            _insert(model, fields, chunk)
            chunk = []
    _insert(model, fields, chunk)


def _stored(field: Field[Any, Any], value: Any) -> Any:
    if isinstance(field, JSONField):
        empty = value is None and field.null
        return None if empty else connection.ops.adapt_json_value(value, field.encoder)
    return field.get_db_prep_save(field.to_python(value), connection)


def _insert(model: type[Model], fields: Sequence[Field[Any, Any]], chunk: Sequence[Row]) -> None:
    name = connection.ops.quote_name
    columns = ", ".join(name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {name(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608  # names of ours
    if chunk:
        with connection.cursor() as cursor:
            cursor.executemany(statement, chunk)


@dataclass
class Tally:
    """How many rows a table has, and the sum of the digests of all of them."""

    rows: int = 0
    total: int = 0

    def add(self, row: Row) -> None:
        """Count one more row."""
        self.rows += 1
        text = json.dumps(_same(row), sort_keys=True, separators=(",", ":"))
        self.total = (self.total + int.from_bytes(hashlib.sha256(text.encode()).digest())) % MODULO

    def as_dict(self) -> dict[str, Any]:
        """Return it as it stands in a backup."""
        return {"rows": self.rows, "digest": f"{self.total:064x}"}


def _same(value: Any) -> Any:
    """Return `value` as both databases give it back: PostgreSQL keeps 1e16 within JSON as a whole number."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _same(inner) for key, inner in value.items()}
    return [_same(inner) for inner in value] if isinstance(value, list) else value


def tally(model: type[Model]) -> Tally:
    """Return the tally of a table as it is now."""
    counted = Tally()
    for row in read(model):
        counted.add(row)
    return counted
