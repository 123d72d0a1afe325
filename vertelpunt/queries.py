"""What is read about Vertelpunten: what is open, its question set, help lines, response at a glance."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from lib.texts import localized
from people.access import Desk
from people.models import Region
from people.roles import Permission
from vertelpunt.access import Workplace, vertelpunten_for
from vertelpunt.actions.loading import shipped_help_lines
from vertelpunt.models import Channel, Concern, HelpLine, QuestionSetVersion, Story, StoryRelease, Vertelpunt
from vertelpunt.questions import read_questions

STATES = ("open", "paused", "closed", "draft")  # the order in which members see them

LAST = 5


def open_vertelpunten() -> QuerySet[Vertelpunt]:
    """Return the Vertelpunten where people can tell now."""
    return Vertelpunt.objects.filter(state=Vertelpunt.State.OPEN).select_related("coalition").order_by("slug")


def public_vertelpunten() -> QuerySet[Vertelpunt]:
    """Return the Vertelpunten that have public pages: all that are open or were."""
    return Vertelpunt.objects.exclude(state=Vertelpunt.State.DRAFT).select_related("coalition")


def sites_of(slug: str, code: str) -> tuple[str, ...]:
    """Return the sites that may show a Vertelpunt in a frame by the link `code`: those of the partner it is for."""
    links = Channel.objects.filter(vertelpunt__slug=slug, code=code, closed_on=None)
    found = links.exclude(partner=None).values_list("partner__sites", flat=True).first()
    return tuple(found or ())


def current_version(vertelpunt: Vertelpunt) -> QuestionSetVersion | None:
    """Return the question set that is asked now: the newest that was published, never one of an import."""
    return vertelpunt.versions.filter(asked=True).exclude(published_on=None).order_by("number").last()


def help_lines(vertelpunt: Vertelpunt | None = None) -> list[HelpLine]:
    """Return the help lines of a Vertelpunt, else the general ones, else those that ship with the product."""
    every = list(HelpLine.objects.filter(Q(vertelpunt=vertelpunt) | Q(vertelpunt=None)))
    own = [line for line in every if vertelpunt and line.vertelpunt_id == vertelpunt.pk]
    return own or [line for line in every if line.vertelpunt_id is None] or shipped_help_lines()


def regions(vertelpunt: Vertelpunt) -> QuerySet[Region]:
    """Return the regions that a teller can choose from."""
    return (
        Region.objects.filter(scheme=vertelpunt.region_scheme) if vertelpunt.region_scheme else Region.objects.none()
    )


@dataclass(frozen=True)
class AudienceResponse:
    """How many stories one audience told."""

    name: str
    told: int
    complete: int


@dataclass(frozen=True)
class Response:
    """The response to a Vertelpunt at a glance; `waiting` is None for who does not moderate here."""

    place: Workplace
    told: int
    complete: int
    audiences: tuple[AudienceResponse, ...]
    waiting: int | None
    worries: int = 0

    @property
    def title(self) -> str:
        """Return the title of the Vertelpunt for the reader."""
        return localized(self.place.vertelpunt.title)

    @property
    def next_step(self) -> str:
        """Return what is to be done next, for who sets this Vertelpunt up."""
        point, desk = self.place.vertelpunt, self.place.desk
        if not (self.place.own and desk.may(Permission.EDIT_VERTELPUNT)):
            return ""
        if point.versions.filter(published_on=None, asked=True).exists():
            asked = point.versions.exclude(published_on=None).filter(asked=True).exists()
            return _("publish the changed questions, or throw them away.") if asked else _("publish the questions.")
        return _("open it.") if point.state == Vertelpunt.State.DRAFT else ""


def _audiences(place: Workplace) -> Iterable[AudienceResponse]:
    told, complete = Count("*"), Count("complete", filter=Q(complete=True))
    counts = place.counted().values("audience").annotate(told=told, whole=complete)
    by_audience = {row["audience"]: (row["told"], row["whole"]) for row in counts}
    for audience in place.vertelpunt.audiences.all():
        yield AudienceResponse(localized(audience.name), *by_audience.get(audience.pk, (0, 0)))


def response(place: Workplace) -> Response:
    """Return the response to the Vertelpunt of `place`, in the stories that count there."""
    audiences = tuple(_audiences(place))
    moderates = place.own and place.desk.may(Permission.MODERATE)
    return Response(
        place=place,
        told=sum(audience.told for audience in audiences),
        complete=sum(audience.complete for audience in audiences),
        audiences=audiences,
        waiting=to_moderate(place.vertelpunt).count() if moderates else None,
        worries=Concern.objects.filter(story__vertelpunt=place.vertelpunt, closed_at=None).count() if moderates else 0,
    )


def responses(desk: Desk) -> list[Response]:
    """Return the response to every Vertelpunt that the desk's coalition works with, its own and open ones first."""
    points = vertelpunten_for(desk.coalition).select_related("coalition").prefetch_related("audiences")
    found = [response(Workplace(desk, point)) for point in points]
    return sorted(found, key=lambda one: (not one.place.own, STATES.index(one.place.vertelpunt.state)))


def to_moderate(vertelpunt: Vertelpunt) -> QuerySet[Story]:
    """Return the stories that wait for a moderator: finished ones first, then in the order in which they came."""
    waiting = Story.objects.filter(vertelpunt=vertelpunt, state=Story.State.TOLD)
    return waiting.select_related("audience", "version").order_by("-finished", "told_on", "number")


def last_released(vertelpunt: Vertelpunt) -> QuerySet[StoryRelease]:
    """Return the last few texts that a moderator released, the newest first."""
    by_people = StoryRelease.objects.filter(story__vertelpunt=vertelpunt).exclude(released_by=None)
    return by_people.select_related("story__audience").order_by("-pk")[:LAST]


def held_back(vertelpunt: Vertelpunt) -> QuerySet[Story]:
    """Return the stories that were held back."""
    held = Story.objects.filter(vertelpunt=vertelpunt, state=Story.State.HELD)
    return held.select_related("audience").order_by("told_on", "number")


def can_tell(vertelpunt: Vertelpunt) -> bool:
    """Tell whether people can tell here now: it is open and has questions."""
    return vertelpunt.state == Vertelpunt.State.OPEN and current_version(vertelpunt) is not None


def answers_about_teller(story: str, version: QuestionSetVersion) -> dict[str, Any]:
    """Return what a teller said about herself with an earlier story, for the next one."""
    if not story:
        return {}
    told = Story.everything.filter(pk=story, vertelpunt=version.vertelpunt_id).first()
    about = {question.key for question in read_questions(version.definition) if question.about == "teller"}
    return {key: value for key, value in told.answers.items() if key in about} if told else {}
