"""How many sheets a pack takes, counted once for each content: numbers by a keyed digest, and no word of any story."""

import json
from collections.abc import Mapping
from typing import Any

from duiding.models import PackCount, Session
from duiding.packs.made import Sheets, sheets_of
from lib.secrets import keyed_digest

KEPT = 12  # for each session: its choices of parts


def sheets_in(session: Session, data: Mapping[str, Any]) -> dict[int, Sheets]:
    """Return for each table how many sheets it takes, from what was counted before when nothing has changed."""
    digest = keyed_digest("print pack", json.dumps(data, ensure_ascii=False, sort_keys=True))
    kept = PackCount.objects.filter(session=session, digest=digest).first()
    if kept is not None:
        return _read(kept.sheets)
    counted = sheets_of(data)
    plain = {str(key): [list(part) for part in one.parts] for key, one in counted.items()}
    PackCount.objects.update_or_create(session=session, digest=digest, defaults={"sheets": plain})
    newest = PackCount.objects.filter(session=session).values_list("pk", flat=True)[:KEPT]
    PackCount.objects.filter(session=session).exclude(pk__in=list(newest)).delete()
    return counted


def _read(plain: Mapping[str, list[list[Any]]]) -> dict[int, Sheets]:
    return {
        int(key): Sheets(sum(n for _part, n in parts), tuple((str(part), int(n)) for part, n in parts))
        for key, parts in plain.items()
    }
