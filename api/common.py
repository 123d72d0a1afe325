"""Which background of tellers is common enough to be shown, kept until a story comes, changes or goes."""

from datetime import date

from patterns.explorer.revisions import STORY, TEXT, revision_of
from vertelpunt.access import Workplace
from vertelpunt.actions.handing_over import common_traits

MOST = 64
_kept: dict[tuple[object, ...], frozenset[bytes]] = {}


def common_now(place: Workplace, today: date) -> frozenset[bytes]:
    """Return the combinations that may be shown now; counting them reads every story, so that is done once."""
    point = place.vertelpunt
    seen = revision_of([STORY.of(point.pk), TEXT.of(point.pk)])
    asked = tuple(point.versions.order_by("pk").values_list("pk", "published_on"))
    key = (point.pk, place.desk.coalition.pk, point.coalition.small_group, asked, seen, today.isocalendar()[:2])
    if key not in _kept:
        while len(_kept) >= MOST:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = common_traits(place)
    return _kept[key]


def forget() -> None:
    """Forget what was counted."""
    _kept.clear()
