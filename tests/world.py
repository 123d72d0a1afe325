"""Plain builders of the things that tests need; every argument has a sensible default."""

from datetime import date
from itertools import count
from typing import Any

from people.models import Coalition, Membership, Region, User
from people.roles import Role
from vertelpunt.models import Audience, Channel, QuestionSetVersion, Story, StoryRelease, Vertelpunt
from vertelpunt.questions import Option, Question, write_questions

PASSWORD = "een lang genoeg wachtwoord"
DAY = date(2026, 5, 12)
_next = count(1)
STEPS = ("very_negative", "negative", "neither", "positive", "very_positive")
TEXT = (
    "De eerste keer dat iemand echt naar ons luisterde was aan onze eigen keukentafel, met koffie en zonder papieren."
)


def person(name: str, coalition: Coalition | None = None, role: Role | None = None) -> User:
    """Return a user called `name`, with `role` in `coalition`."""
    user = User.objects.create_user(f"{name.lower()}@example.org", PASSWORD, name=name)
    if coalition and role:
        Membership.objects.create(coalition=coalition, user=user, role=role)
    return user


def coalition(name: str, parent: Coalition | None = None, kind: str = "region") -> Coalition:
    """Return a coalition called `name`."""
    return Coalition.objects.create(name=name, slug=name.lower(), kind=kind, parent=parent)


def region(name: str, scheme: str = "test") -> Region:
    """Return a region called `name`."""
    return Region.objects.create(scheme=scheme, code=name[:4].upper(), name=name)


def slider(key: str, **fields: Any) -> Question:
    """Return a slider from *not at all* to *very*."""
    poles = ({"nl": "helemaal niet", "en": "not at all"}, {"nl": "heel erg", "en": "very"})
    return Question(key, "slider", {"nl": key, "en": key}, {"nl": f"{key}?", "en": f"{key}?"}, poles=poles, **fields)


def choice(key: str, codes: tuple[str, ...], kind: Any = "choice", **fields: Any) -> Question:
    """Return a question with the options `codes`."""
    options = tuple(Option(code, {"nl": code, "en": code}) for code in codes)
    return Question(key, kind, {"nl": key, "en": key}, {"nl": f"{key}?", "en": f"{key}?"}, options=options, **fields)


def triad(key: str, ends: tuple[str, str, str] = ("child", "family", "helpers"), **fields: Any) -> Question:
    """Return a triad between three `ends`."""
    return choice(key, ends, "triad", **fields)


def questions() -> list[Question]:
    """Return one question of each kind."""
    return [
        choice("consequences", STEPS, "ordered"),
        slider("heard"),
        slider("in_time"),
        choice("phase", ("looking", "waiting", "getting", "ended")),
        choice("themes", ("waiting", "contact", "school"), "multi", max_choices=2),
        choice("may_quote", ("yes", "no"), not_applicable=False),
    ]


def vertelpunt(
    owner: Coalition, slug: str = "jeugdhulp", asked: list[Question] | None = None, **fields: Any
) -> Vertelpunt:
    """Return an open Vertelpunt with three audiences and a published question set."""
    texts = {name: {"nl": f"{name} nl", "en": f"{name} en"} for name in ("title", "lead", "prompt", "who_asks", "why")}
    made = Vertelpunt.objects.create(
        coalition=owner, slug=slug, **{"state": "open", "region_scheme": "test"} | texts | fields
    )
    for position, key in enumerate(("youth", "parent", "professional")):
        labels = {"nl": key, "en": key}
        Audience.objects.create(
            vertelpunt=made, key=key, button=labels, name=labels, position=position, is_youth=key == "youth"
        )
    definition = write_questions(questions() if asked is None else asked)
    QuestionSetVersion.objects.create(vertelpunt=made, number=1, definition=definition, published_on=DAY)
    return made


def channel(at: Vertelpunt, code: str) -> Channel:
    """Return the channel `code` of a Vertelpunt."""
    return Channel.objects.create(vertelpunt=at, code=code, name=code)


def story(at: Vertelpunt, audience: str = "parent", released: bool = True, **fields: Any) -> Story:
    """Return a story told at `at`, released unless said otherwise."""
    number = next(_next)
    text = fields.pop("text", f"{TEXT} Dat was verhaal {number}.")
    made = Story.objects.create(
        vertelpunt=at,
        version=at.versions.get(),
        audience=at.audiences.get(key=audience),
        number=number,
        text=text,
        words=len(text.split()),
        state=Story.State.RELEASED if released else Story.State.TOLD,
        **{"told_on": DAY, "finished": True, "may_quote": "yes"} | fields,
    )
    if released:
        StoryRelease.objects.create(story=made, title=made.title, text=text, released_on=made.told_on)
    return made
