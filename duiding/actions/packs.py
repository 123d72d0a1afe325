"""Remember which printed cards lie at which table, so that one can be found when a story on it goes."""

from collections.abc import Sequence

from django.db import transaction

from duiding.models import PackSheet
from duiding.packs.content import Laid
from patterns.actions.prints import record_print, record_story_cards
from people.access import Desk
from people.actions import log
from people.roles import Permission


@transaction.atomic
def record_packs(*, desk: Desk, laid: Sequence[Laid]) -> None:
    """Remember that `desk.user` made print packs, with the cards and stories in them, for each table."""
    desk.require(Permission.PREPARE_SESSIONS)
    for one in laid:
        printed = record_print(desk=desk, cards=one.cards) if one.cards else []
        if one.stories:
            printed += record_story_cards(desk=desk, stories=one.stories)
        PackSheet.objects.bulk_create(
            [PackSheet(table=one.table, printed=row) for row in printed], ignore_conflicts=True
        )
    log("packs-printed", actor=desk.user, coalition=desk.coalition)
