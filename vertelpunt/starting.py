"""From nothing to an open Vertelpunt: the steps of a coalition that begins, ticked from what is there."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from people.access import Desk
from people.models import Event, Invitation, Membership
from people.roles import Permission, Role
from vertelpunt.models import Story, Vertelpunt


@dataclass(frozen=True)
class Step:
    """One step: what to do, why, in how many minutes, and where; `url` is empty when it cannot be done yet.

    `then` is where somebody goes from that page to do it, when it is done on another one.
    """

    title: str
    about: str
    minutes: int
    done: bool
    url: str
    action: str
    then: str = ""

    @property
    def path(self) -> str:
        """Return the page on which it is done."""
        return self.url.partition("?")[0].partition("#")[0]


@dataclass(frozen=True)
class Beginning:
    """A coalition that begins, as somebody at a desk sees it, with the Vertelpunt that is being made."""

    desk: Desk
    point: Vertelpunt | None

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Return the steps in the order in which they are best taken."""
        return (_invite(self), _make(self), _texts(self), _questions(self), _open(self), _share(self))

    @property
    def next(self) -> Step | None:
        """Return the first step that can be taken now."""
        return next((step for step in self.steps if not step.done and step.url), None)

    @property
    def left(self) -> int:
        """Return how many steps there are still to take."""
        return sum(not step.done for step in self.steps)

    @property
    def is_open(self) -> bool:
        """Tell whether people can tell already."""
        return _was_open(self)

    @property
    def minutes(self) -> int:
        """Return about how many minutes that takes."""
        return sum(step.minutes for step in self.steps if not step.done)

    def at(self, name: str) -> str:
        """Return the address of a page of the Vertelpunt, once there is one."""
        return reverse(f"vertelpunt:{name}", args=[self.desk.coalition.slug, self.point.slug]) if self.point else ""


def beginning(desk: Desk) -> Beginning | None:
    """Return the steps for who sets up Vertelpunten where none has been told in yet, while there is one to take."""
    if not desk.may(Permission.EDIT_VERTELPUNT):
        return None
    own = Vertelpunt.objects.filter(coalition=desk.coalition)
    if Story.objects.filter(vertelpunt__in=own).exists():
        return None
    found = Beginning(desk, own.order_by("pk").last())
    return found if found.left else None


def _invite(here: Beginning) -> Step:
    coalition = here.desk.coalition
    others = Membership.objects.filter(coalition=coalition, role=Role.MODERATOR).exclude(user=here.desk.user)
    asked = any(Role.MODERATOR in row.roles for row in Invitation.objects.filter(coalition=coalition))
    may = here.desk.may(Permission.MANAGE_PEOPLE)
    return Step(
        title=_("Invite somebody who reads the stories"),
        about=_("A moderator takes out names before others read a story. Preferably not you alone."),
        minutes=1,
        done=asked or others.exists(),
        url=f"{reverse('people:members', args=[coalition.slug])}?role={Role.MODERATOR}#ask" if may else "",
        action=_("Invite a moderator"),
    )


def _make(here: Beginning) -> Step:
    return Step(
        title=_("Make a Vertelpunt"),
        about=_("The place where people tell. Give it a name and choose a ready-made beginning."),
        minutes=1,
        done=here.point is not None,
        url=reverse("vertelpunt:new", args=[here.desk.coalition.slug]),
        action=_("Make your first Vertelpunt"),
    )


def _texts(here: Beginning) -> Step:
    kept = Event.objects.filter(verb="vertelpunt-changed", thing="vertelpunt")
    return Step(
        title=_("Read the texts"),
        about=_("They are filled in: who asks, why, the open question. Change what is different here, and keep it."),
        minutes=6,
        done=here.point is not None and (_was_open(here) or kept.filter(thing_id=str(here.point.pk)).exists()),
        url=here.at("settings"),
        action=_("To the texts"),
    )


def _questions(here: Beginning) -> Step:
    return Step(
        title=_("Publish the questions"),
        about=_("With these, people say what their story means. Those of the beginning are good to start with."),
        minutes=3,
        done=_asked(here),
        url=here.at("questions"),
        action=_("To the questions"),
        then=here.at("publish"),
    )


def _open(here: Beginning) -> Step:
    return Step(
        title=_("Open it"),
        about=_("From then on people can tell. You can pause it at any time."),
        minutes=1,
        done=_was_open(here),
        url=f"{here.at('state')}?to=open" if _asked(here) else "",
        action=_("Open the Vertelpunt"),
    )


def _share(here: Beginning) -> Step:
    may = here.desk.may(Permission.SPREAD)
    return Step(
        title=_("Share the link"),
        about=_("Make a link for each way in which people come, such as a poster: then you see what works."),
        minutes=2,
        done=here.point is not None and here.point.channels.exists(),
        url=here.at("channels") if may else "",
        action=_("Make a link"),
    )


def _asked(here: Beginning) -> bool:
    """Tell whether people would get questions."""
    return here.point is not None and here.point.versions.filter(asked=True).exclude(published_on=None).exists()


def _was_open(here: Beginning) -> bool:
    return here.point is not None and here.point.state != Vertelpunt.State.DRAFT
