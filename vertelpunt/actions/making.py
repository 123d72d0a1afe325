"""A Vertelpunt is made, set up, opened, paused, closed or removed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from lib.ordering import moved
from lib.texts import Texts
from people.access import Desk
from people.actions import log
from people.models import Coalition, Region, User
from people.roles import Permission
from vertelpunt.access import vertelpunten_for
from vertelpunt.making.presets import FROM_FILE, Preset, presets, who_asks
from vertelpunt.models import Audience, QuestionSetVersion, Story, Vertelpunt
from vertelpunt.questions import read_questions, write_questions

State = Vertelpunt.State
COPIED = (
    "prompt", "prompt_help", "who_asks", "why", "lead", "region_scheme", "complete_min_words", "complete_min_answers",
    "max_questions", "max_questions_youth", "preset", "languages", "speaking", "kit_colour",
)  # fmt: skip
OF_AUDIENCE = ("key", "button", "name", "prompt", "prompt_help", "is_youth", "offered", "position")
NEXT: Mapping[str, tuple[str, ...]] = {
    State.DRAFT: (State.OPEN,),
    State.OPEN: (State.PAUSED, State.CLOSED),
    State.PAUSED: (State.OPEN, State.CLOSED),
    State.CLOSED: (State.OPEN,),
}


def may_edit(desk: Desk, point: Vertelpunt) -> None:
    """Refuse with 404 who may not set up `point`."""
    desk.require(Permission.EDIT_VERTELPUNT)
    if point.coalition_id != desk.coalition.pk:
        raise Http404


def _free(slug: str) -> None:
    if Vertelpunt.objects.filter(slug=slug).exists():
        raise Refused("slug_taken", _("Another Vertelpunt has this address already. Choose another one."))


def _first_scheme() -> str:
    return Region.objects.order_by("scheme").values_list("scheme", flat=True).first() or ""


@transaction.atomic
def make_vertelpunt(*, desk: Desk, slug: str, title: Texts, preset: Preset) -> Vertelpunt:
    """Make a Vertelpunt from a ready-made beginning; nobody sees it until it is opened."""
    desk.require(Permission.EDIT_VERTELPUNT)
    return make_at(desk.coalition, slug=slug, title=title, preset=preset, by=desk.user)


def make_at(coalition: Coalition, *, slug: str, title: Texts, preset: Preset, by: User | None) -> Vertelpunt:
    """Make a Vertelpunt of `coalition`; `by` nobody for who has the machine itself (the command)."""
    _free(slug)
    texts = dict(preset.texts) | {"title": title, "who_asks": who_asks(coalition.known_as)}
    point = Vertelpunt.objects.create(
        coalition=coalition, slug=slug, preset=preset.key, region_scheme=_first_scheme(), **texts
    )
    for position, audience in enumerate(preset.audiences):
        Audience.objects.create(vertelpunt=point, position=position, **audience)
    _begin(point, write_questions(preset.questions))
    log("vertelpunt-made", actor=by, coalition=coalition, thing=point)
    return point


@transaction.atomic
def make_for_file(*, desk: Desk, slug: str, title: Texts) -> Vertelpunt:
    """Make a Vertelpunt without questions: those of the first file of stories become its draft."""
    return make_vertelpunt(desk=desk, slug=slug, title=title, preset=for_file())


def for_file() -> Preset:
    """Return the usual beginning without its questions, which are to come from a file."""
    return replace(presets()[0], key=FROM_FILE, questions=())


def empty_draft(point: Vertelpunt) -> QuestionSetVersion | None:
    """Return the draft of a Vertelpunt that was made for a file, when it waits for the questions of that file."""
    draft = point.versions.filter(published_on=None).first() if point.preset == FROM_FILE else None
    return draft if draft is not None and not read_questions(draft.definition) else None


def begin_with(point: Vertelpunt, version: QuestionSetVersion) -> None:
    """Let the questions of a file be the draft of a Vertelpunt that was made for it and still has none."""
    draft = empty_draft(point)
    if draft is not None:
        draft.definition = version.definition
        draft.save(update_fields=["definition"])


@transaction.atomic
def clone_vertelpunt(*, desk: Desk, slug: str, title: Texts, source: Vertelpunt) -> Vertelpunt:
    """Make a Vertelpunt like `source`, own or lent: its texts, audiences and questions, never its stories."""
    desk.require(Permission.EDIT_VERTELPUNT)
    if not vertelpunten_for(desk.coalition).filter(pk=source.pk).exists():
        raise Http404
    _free(slug)
    texts = {name: getattr(source, name) for name in COPIED} | {"title": title}
    if source.coalition_id != desk.coalition.pk:
        texts["who_asks"] = who_asks(desk.coalition.known_as)
    point = Vertelpunt.objects.create(coalition=desk.coalition, slug=slug, **texts)
    for audience in source.audiences.all():
        values: dict[str, Any] = {name: getattr(audience, name) for name in OF_AUDIENCE}
        Audience.objects.create(vertelpunt=point, **values)
    asked = source.versions.filter(asked=True).exclude(published_on=None).last() or source.versions.last()
    _begin(point, asked.definition if asked else write_questions([]))
    log("vertelpunt-cloned", actor=desk.user, coalition=desk.coalition, thing=point)
    return point


def _begin(point: Vertelpunt, definition: dict[str, Any]) -> None:
    QuestionSetVersion.objects.create(vertelpunt=point, number=1, definition=definition)


@transaction.atomic
def change_vertelpunt(*, desk: Desk, point: Vertelpunt, values: Mapping[str, Any]) -> None:
    """Change the texts and rules of a Vertelpunt; its address stays once people may have the link."""
    may_edit(desk, point)
    slug = values.get("slug", point.slug)
    if slug != point.slug:
        if point.state != State.DRAFT:
            message = _("The address cannot change any more: people have the link. Make a new Vertelpunt instead.")
            raise Refused("slug_known", message)
        _free(slug)
    if values.get("wall_in_search_engines") and not values.get("wall"):
        raise Refused("no_wall", _("Search engines can only list a wall that is on. Switch the wall on first."))
    for name, value in values.items():
        setattr(point, name, value)
    point.save(update_fields=list(values))
    log("vertelpunt-changed", actor=desk.user, coalition=desk.coalition, thing=point)


@transaction.atomic
def change_audience(*, desk: Desk, point: Vertelpunt, audience: Audience | None, values: Mapping[str, Any]) -> None:
    """Change the words of an audience, or make one; the last button stays."""
    may_edit(desk, point)
    others = point.audiences.filter(offered=True).exclude(pk=audience.pk if audience else 0)
    if not values.get("offered", True) and not others.exists():
        raise Refused("no_button", _("At least one group needs a button, or nobody can tell."))
    if audience is None:
        if point.audiences.filter(key=values["key"]).exists():
            raise Refused("audience_twice", _("There is a group with this short name already."))
        Audience.objects.create(vertelpunt=point, position=point.audiences.count(), **values)
    else:
        Audience.objects.filter(pk=audience.pk).update(**values)
    log("audience-changed", actor=desk.user, coalition=desk.coalition, thing=point)


@transaction.atomic
def raise_audience(*, desk: Desk, point: Vertelpunt, key: str) -> None:
    """Put the button of a group one place higher."""
    may_edit(desk, point)
    order = list(point.audiences.all())
    place = next((at for at, one in enumerate(order) if one.key == key), 0)
    for at, one in enumerate(moved(order, place, earlier=True)):
        Audience.objects.filter(pk=one.pk).update(position=at)


def why_not_open(point: Vertelpunt) -> Any:
    """Return what is missing before `point` can open, or nothing."""
    if not point.versions.filter(asked=True).exclude(published_on=None).exists():
        return _("Publish the questions first: people cannot tell before there are questions.")
    if not point.audiences.filter(offered=True).exists():
        return _("At least one group needs a button, or nobody can tell.")
    return ""


@transaction.atomic
def set_state(*, desk: Desk, point: Vertelpunt, state: str) -> None:
    """Open, pause or close a Vertelpunt; who is telling at that moment may finish."""
    may_edit(desk, point)
    if state not in NEXT[point.state]:
        raise Refused("no_such_step", _("That step is not possible from here. Reload the page."))
    missing = why_not_open(point) if state == State.OPEN else ""
    if missing:
        raise Refused("not_ready", missing)
    point.state = state
    point.save(update_fields=["state"])
    log(f"vertelpunt-{state}", actor=desk.user, coalition=desk.coalition, thing=point)


@transaction.atomic
def remove_vertelpunt(*, desk: Desk, point: Vertelpunt) -> None:
    """Remove a Vertelpunt that was never open and in which nobody told anything."""
    may_edit(desk, point)
    if point.state != State.DRAFT or Story.everything.filter(vertelpunt=point).exists():
        raise Refused("has_stories", _("Something was told here already, so it stays. You can close it."))
    log("vertelpunt-removed", actor=desk.user, coalition=desk.coalition, thing=point)
    point.delete()
