"""The evaluation that counts now, in the public format (docs/evaluation-format.md), read back from the database."""

from typing import Any

from patterns.models import Evaluation
from patterns.queries import Standing
from people.models import Coalition
from vertelpunt.models import Vertelpunt


def public_evaluation(coalition: Coalition, vertelpunt: Vertelpunt) -> dict[str, Any] | None:
    """Return the evaluation that counts now, or None when there is none to be seen."""
    current = Standing(coalition, vertelpunt).current
    if current is None:
        return None
    found = current.patterns.order_by("rank", "key")
    return {"evaluation": _header(current), "patterns": [pattern.result for pattern in found]}


def _header(evaluation: Evaluation) -> dict[str, Any]:
    plain = ("stories", "patterns_tested", "digest", "settings", "versions", "seconds")
    return {"vertelpunt": evaluation.vertelpunt.slug} | {name: getattr(evaluation, name) for name in plain}
