"""Many new rows of one model at once, of which most columns are the same, without an object for each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models, router, transaction


class Rows:
    """Writes rows of a model: what is the same in all of them is made ready for the database once.

    As with `bulk_create` no signal is sent; unlike it, every column is named or has its default here.
    """

    def __init__(self, model: type[models.Model], varying: Sequence[str], fixed: Mapping[str, Any]) -> None:
        self.connection = transaction.get_connection(router.db_for_write(model))
        fields = {field.attname: field for field in model._meta.concrete_fields}
        made = [name for name, field in fields.items() if isinstance(field, models.AutoField)]
        rest = [name for name in fields if name not in (*varying, *made)]
        same = [fixed[name] if name in fixed else fields[name].get_default() for name in rest]
        self.fields = [fields[name] for name in varying]
        self.same = tuple(self._ready(fields[name], value) for name, value in zip(rest, same, strict=True))
        self.sql = self._insert(model, [fields[name].column for name in (*varying, *rest)])

    def _ready(self, field: Any, value: Any) -> Any:
        return field.get_db_prep_save(value, self.connection)

    def _insert(self, model: type[models.Model], columns: Sequence[str]) -> str:
        quote = self.connection.ops.quote_name
        names, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
        return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608  # names of ours

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows, each with the values that vary, in their order."""
        ready = [(*map(self._ready, self.fields, row), *self.same) for row in rows]
        with self.connection.cursor() as cursor:
            cursor.executemany(self.sql, ready)
