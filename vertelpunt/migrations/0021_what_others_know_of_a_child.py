"""The age of a child and the kind of help are background that others may know, also in question sets of before.

Published sets are guarded against changes. What was asked and how answers are read stays as it was; this says only
what is held back from others. So the guard is taken away and put back in one transaction, and it says nothing else.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from lib.immutable import forbid_update

IMMUTABLE = forbid_update(
    "vertelpunt_questionsetversion",
    ["definition", "number", "published_on"],
    when="OLD.published_on IS NOT NULL",
)
SHIPPED = {("age_band", "ordered"), ("help_kind", "choice")}
Definition = dict[str, Any]


def _known(question: Definition) -> Definition:
    shipped = (question.get("key"), question.get("kind")) in SHIPPED
    return question | {"about": "child"} if shipped and question.get("about", "story") == "story" else question


def _unknown(question: Definition) -> Definition:
    """Return a question as the version before knows it: it has no third value."""
    return question | {"about": "story"} if question.get("about") == "child" else question


def _changed(rows: Any, change: Callable[[Definition], Definition]) -> Iterator[Any]:
    """Yield the rows whose definition becomes another: a question, or a set of questions."""
    for row in rows.objects.all().iterator():
        before = row.definition
        asked = before.get("questions")
        row.definition = change(before) if asked is None else before | {"questions": [change(one) for one in asked]}
        if row.definition != before:
            yield row


def _carry_out(apps: StateApps, editor: BaseDatabaseSchemaEditor, change: Callable[[Definition], Definition]) -> None:
    sets, pool = (apps.get_model("vertelpunt", name) for name in ("QuestionSetVersion", "Question"))
    pool.objects.bulk_update(list(_changed(pool, change)), ["definition"], batch_size=500)
    if found := list(_changed(sets, change)):
        with transaction.atomic(editor.connection.alias):
            IMMUTABLE.reverse_code(apps, editor)
            sets.objects.bulk_update(found, ["definition"], batch_size=500)
            IMMUTABLE.code(apps, editor)


def say(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Say of the shipped questions that others may know the answer."""
    _carry_out(apps, editor, _known)


def take_back(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Say of every such question that it is about the story."""
    _carry_out(apps, editor, _unknown)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("vertelpunt", "0020_partner_sites")]

    operations = [migrations.RunPython(say, take_back)]
