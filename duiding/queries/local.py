"""Which stories come from here, for a table where people may recognise them, and what a second reader said."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from duiding.models import LocalCheck, Table
from people.models import Coalition
from vertelpunt.access import vertelpunten_for
from vertelpunt.models import Story

WIDE = (Coalition.Kind.NATIONAL, Coalition.Kind.REGION)


def is_local(table: Table) -> bool:
    """Tell whether people at `table` may know each other's clients: it is for a municipality or smaller."""
    return bool(table.municipality) or table.session.coalition.kind not in WIDE


def from_here(coalition: Coalition) -> Q:
    """Return what holds for stories from here: of this region, or told at an own Vertelpunt without a region."""
    own = Q(vertelpunt__coalition=coalition)
    if coalition.region_id is None:
        return own
    return Q(region=coalition.region_id) | (own & Q(region=None))


def safe_here(coalition: Coalition) -> Exists:
    """Return what holds for stories of which a second reader said that nobody is recognised, as they read now."""
    checks = LocalCheck.objects.filter(coalition=coalition, story=OuterRef("pk"), safe=True)
    return Exists(checks.filter(release_number=OuterRef("release__number")))


def for_table(stories: QuerySet[Story], table: Table) -> QuerySet[Story]:
    """Return those of `stories` that may lie on `table` without asking: at a local table not those from here."""
    if not is_local(table):
        return stories
    coalition = table.session.coalition
    return stories.filter(~from_here(coalition) | Q(safe_here(coalition)))


def to_ask(stories: QuerySet[Story], table: Table) -> QuerySet[Story]:
    """Return those of `stories` from here of which no second reader has said anything yet."""
    if not is_local(table):
        return stories.none()
    coalition = table.session.coalition
    said = LocalCheck.objects.filter(coalition=coalition, story=OuterRef("pk"))
    known = said.filter(release_number=OuterRef("release__number"))
    return stories.filter(from_here(coalition)).filter(~Exists(known))


def waiting_checks(coalition: Coalition) -> QuerySet[LocalCheck]:
    """Return the stories that wait for a second reader, and those that were read, as they read now."""
    checks = LocalCheck.objects.filter(
        coalition=coalition,
        story__state=Story.State.RELEASED,
        story__release__number=F("release_number"),
        story__vertelpunt__in=vertelpunten_for(coalition).order_by().values("pk"),
    )
    return checks.select_related("story__release", "story__audience", "asked_by", "checked_by").order_by("-pk")
