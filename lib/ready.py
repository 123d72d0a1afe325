"""A query that pages ask again and again: Django writes its SQL once for each process, which is half of its work."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)
Make = Callable[[Any], Any]
Written = tuple[Any, str, tuple[Any, ...], Make]


class Ready(Generic[M]):
    """Finds one row of a queryset by the texts that `names` (lookups of text fields) are, with what it selects beside.

    The rows are those that the queryset finds, read anew each time: only the SQL is kept.
    """

    def __init__(self, queryset: "models.QuerySet[M]", *names: str) -> None:
        self.queryset, self.names = queryset, names
        self._kept: dict[str, Written] = {}

    def get(self, *texts: str) -> M:
        """Return the row; raises DoesNotExist of the model where there is none."""
        compiler, sql, params, make = self._written()
        asked = dict(zip(self.names, texts, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(sql, [asked.get(value, value) if isinstance(value, str) else value for value in params])
            found = [make(row) for row in compiler.results_iter([cursor.fetchall()])]
        if not found:
            raise self.queryset.model.DoesNotExist  # type: ignore[attr-defined]
        [row] = found
        return row  # type: ignore[no-any-return]

    def _written(self) -> Written:
        if connection.alias not in self._kept:
            query = self.queryset.filter(**{name: name for name in self.names}).query
            compiler = query.get_compiler(connection=connection)
            sql, params = compiler.as_sql()
            self._kept[connection.alias] = compiler, sql, params, _maker(compiler.klass_info, compiler.select)
        return self._kept[connection.alias]


def _maker(info: dict[str, Any], select: list[Any]) -> Make:
    """Return what makes an object of a row, with the objects beside it, as a queryset does."""
    model, places = info["model"], info["select_fields"]
    names = [select[place][0].target.attname for place in places]
    beside = [(_maker(one, select), one["local_setter"], one["remote_setter"]) for one in _related(info)]

    def make(row: Any) -> Any:
        made = model.from_db(connection.alias, names, [row[place] for place in places])
        for other, set_here, set_there in beside:
            found = other(row)
            set_here(made, found)
            set_there(found, made)
        return made

    return make


def _related(info: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what is selected beside; what may be missing is not for here."""
    related: list[dict[str, Any]] = info.get("related_klass_infos", [])
    if any(one["field"].null or one["reverse"] for one in related):
        raise ValueError("only what is always there can be selected beside")
    return related
