"""Content that ships with the product, put into the database where it can be edited."""

import json
from datetime import date
from typing import Any

from django.db import transaction

from vertelpunt import translated
from vertelpunt.models import HelpLine, Question, QuestionModule
from vertelpunt.pool import CONTENT, modules
from vertelpunt.questions import question_to


def shipped_help_lines() -> list[HelpLine]:
    """Return the help lines that ship with the product, not saved, with the day on which they were checked."""
    data: dict[str, Any] = json.loads((CONTENT / "help_lines.json").read_text(encoding="utf-8"))
    checked = date.fromisoformat(data["checked_on"])
    return [
        HelpLine(position=position, checked_on=checked, **translated.help_line(line))
        for position, line in enumerate(data["help_lines"])
    ]


@transaction.atomic
def load_help_lines() -> int:
    """Put the shipped help lines in place of the general ones; return how many there are."""
    HelpLine.objects.filter(vertelpunt=None).delete()
    return len(HelpLine.objects.bulk_create(shipped_help_lines()))


@transaction.atomic
def load_pool() -> int:
    """Put the shipped pool of questions in the database; return how many questions it has."""
    for module in modules():
        row, _made = QuestionModule.objects.update_or_create(
            coalition=None, key=module.key, defaults={"name": module.name, "is_core": module.is_core}
        )
        for position, question in enumerate(module.questions):
            values = {"definition": question_to(question), "position": position}
            Question.objects.update_or_create(module=row, key=question.key, defaults=values)
    return Question.objects.filter(module__coalition=None).count()
