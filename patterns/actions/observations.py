"""Write observations: what is seen, how it can be read, and their order."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import ManyToOneRel, Max
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lib.errors import Refused
from lib.ordering import moved
from patterns import made_of
from patterns.hints import named, nearly_equal
from patterns.models import Interpretation, Observation, ObservationPattern, Pattern
from patterns.models.observation import LETTERS
from people.access import Desk
from people.actions import log
from people.models import Coalition, User
from people.roles import Permission
from vertelpunt.access import Workplace
from vertelpunt.text import clean, clean_line

S = Observation.State
LEAST_READINGS = 2


def require_writing(desk: Desk, observation: Observation) -> None:
    """Refuse with 404 whoever may not write this card."""
    desk.require(Permission.WRITE_CARDS)
    if observation.coalition_id != desk.coalition.pk:
        raise Http404


@transaction.atomic
def make_observation(
    *,
    desk: Desk,
    place: Workplace,
    patterns: Sequence[Pattern] = (),
    title: str,
    description: str,
    theme: str = "",
) -> Observation:
    """Make a draft, from one or several patterns or from nothing; it gets the next number of the coalition."""
    desk.require(Permission.WRITE_CARDS)
    Coalition.objects.select_for_update().get(pk=desk.coalition.pk)
    last = desk.coalition.observations.aggregate(number=Max("number"), position=Max("position"))
    made = Observation(
        coalition=desk.coalition,
        vertelpunt=place.vertelpunt,
        number=(last["number"] or 0) + 1,
        position=(last["position"] or 0) + 1,
        title=clean_line(title),
        description=clean(description),
        theme=clean_line(theme),
        created_by=desk.user,
        stated_by=desk.user,
        stated_at=timezone.now(),
    )
    _save(made, desk.user)
    for position, pattern in enumerate(patterns):
        kept = made_of.keep(pattern)
        ObservationPattern.objects.create(observation=made, key=pattern.key, position=position, made_of=kept)
    log("observation-made", actor=desk.user, coalition=desk.coalition, thing=made)
    return made


def _save(observation: Observation, by: User) -> None:
    """Save `observation`; its words become a version in its history, of `by`."""
    observation._history_user = by  # type: ignore[attr-defined]  # read by simple_history
    observation.save()


@transaction.atomic
def write_observation(
    *,
    desk: Desk,
    observation: Observation,
    title: str,
    description: str,
    theme: str,
    readings: Sequence[str],
    state: str,
    opposing: str = "",
    strength: str = "",
    notes: str = "",
    version: int | None = None,
) -> Observation:
    """Write everything that is typed on a card; what is not ready cannot be final, what changed meanwhile is not lost.

    `opposing` names two of `readings` by their letters. `version` is the one that the writer's page showed: a card
    that somebody else wrote since then is refused.
    """
    require_writing(desk, observation)
    kept = Observation.objects.select_for_update().get(pk=observation.pk)
    if version is not None and kept.version != version:
        raise Refused("changed_meanwhile", _(
            "Somebody else wrote on this card while you were writing. Nothing was overwritten or lost: "
            "what they wrote stands beside what you wrote. Put together what you want, and keep it again."
        ), status=409)  # fmt: skip
    texts = [text for text in map(clean, readings) if text]
    kept.opposing = _opposing(readings, opposing)
    kept.title, kept.description, kept.theme = clean_line(title), clean(description), clean_line(theme)
    kept.strength, kept.notes = Observation.Strength(strength), clean(notes)
    if state == S.FINAL:
        _check_final(kept, texts)
    _state(kept, state, desk.user)
    kept.hidden = kept.notes_hidden = False
    kept.version += 1
    _write_readings(kept, texts)
    _save(kept, desk.user)
    log("observation-written", actor=desk.user, coalition=desk.coalition, thing=kept)
    return kept


def _state(observation: Observation, state: str, by: User) -> None:
    """Say how far it is, by whom and since when."""
    if observation.state != state:
        observation.state, observation.stated_by, observation.stated_at = S(state), by, timezone.now()


def _opposing(readings: Sequence[str], said: str) -> str:
    """Return which two readings oppose each other, by their letters once empty ones are left out."""
    filled = [letter for letter, text in zip(LETTERS, readings, strict=False) if clean(text)]
    return "".join(LETTERS[filled.index(one)] for one in said) if set(said) <= set(filled) else ""


def _check_final(observation: Observation, readings: Sequence[str]) -> None:
    _check_readings(observation.opposing, readings)
    texts = [observation.title, observation.description, observation.theme, *readings]
    names = named(texts, observation.vertelpunt)
    if names:
        raise Refused("names_somebody", _(
            "A card never names a municipality or an organisation. Write it without: %(names)s."
        ) % {"names": ", ".join(names)})  # fmt: skip


def _check_readings(opposing: str, readings: Sequence[str]) -> None:
    """Refuse readings that do not oppose each other, as far as a person says so and their words can."""
    if len({" ".join(text.lower().split()) for text in readings}) < LEAST_READINGS:
        raise Refused("needs_two_readings", _(
            "A card can only be final with two readings that oppose each other. "
                "What you wrote still stands on the page, but was not kept yet."
        ))  # fmt: skip
    if not opposing:
        raise Refused("needs_opposing", _(
            "Say below the readings which two oppose each other: a card can only be final when somebody has. "
                "What you wrote still stands on the page, but was not kept yet."
        ))  # fmt: skip
    one, other = (LETTERS.index(letter) for letter in opposing)
    if nearly_equal([readings[one], readings[other]]):
        raise Refused("readings_alike", _(
            "Readings %(one)s and %(other)s are nearly the same words, so they do not oppose each other yet. "
                "Write one anew. What you wrote still stands on the page, but was not kept yet."
        ) % {"one": opposing[0], "other": opposing[1]})  # fmt: skip


def _write_readings(observation: Observation, texts: Sequence[str]) -> None:
    if [reading.text for reading in observation.interpretations.filter(hidden=False)] == list(texts):
        return
    observation.interpretations.all().delete()
    Interpretation.objects.bulk_create(
        Interpretation(observation=observation, position=position, text=text) for position, text in enumerate(texts)
    )


@transaction.atomic
def restore_version(*, desk: Desk, observation: Observation, version: int) -> Observation:
    """Write what stood in an earlier version again; it becomes the newest version, and nothing of the others goes."""
    require_writing(desk, observation)
    row = observation.history.filter(version=version).order_by("-history_date", "-history_id").first()
    if row is None:
        raise Http404
    if row.emptied:
        raise Refused("emptied_version", _("This version repeated words of a story that was taken back. It is gone."))
    final = row.state == S.FINAL and observation.state != S.FINAL
    kept = write_observation(
        desk=desk,
        observation=observation,
        title=row.title,
        description=row.description,
        theme=row.theme,
        readings=row.readings,
        opposing=row.opposing,
        state=S.DISCUSSED if final else observation.state,  # final is said by a person, not by an old version
        strength=row.strength,
        notes=row.notes,
    )
    log("observation-restored", actor=desk.user, coalition=desk.coalition, thing=kept)
    return kept


@transaction.atomic
def delete_draft(*, desk: Desk, observation: Observation) -> None:
    """Delete a draft with its versions; never what people may have in their hands or speak about."""
    require_writing(desk, observation)
    kept = Observation.objects.select_for_update().get(pk=observation.pk)
    if kept.state != S.DRAFT:
        raise Refused("not_a_draft", _("Only a draft can be deleted. Nothing was deleted. Make it a draft first."))
    if kept.printed.exists():
        raise Refused("was_printed", _(
            "This card was printed, so it stays: without it nobody could tell later which paper to take out. "
                "Nothing was deleted."
        ))  # fmt: skip
    if lies_elsewhere(kept):
        raise Refused("lies_elsewhere", _(
            "This card lies on a table of a session, or a proposal leans on it. Take it off there first. "
                "Nothing was deleted."
        ))  # fmt: skip
    log("observation-deleted", actor=desk.user, coalition=desk.coalition, thing=kept)
    kept.delete()


def lies_elsewhere(observation: Observation) -> bool:
    """Tell whether anything of another app leans on a card, whichever apps there are."""
    here = observation._meta.app_label
    relations = observation._meta.get_fields(include_hidden=True)
    leaning = [(each.related_model, each.field.name) for each in relations if isinstance(each, ManyToOneRel)]
    return any(
        model._base_manager.filter(**{name: observation}).exists()
        for model, name in leaning
        if not isinstance(model, str) and model._meta.app_label != here
    )


@transaction.atomic
def move_observation(*, desk: Desk, observation: Observation, earlier: bool) -> None:
    """Put a card one place earlier or later in the order; its number stays."""
    desk.require(Permission.WRITE_CARDS)
    Coalition.objects.select_for_update().get(pk=desk.coalition.pk)
    order = list(desk.coalition.observations.order_by("position", "number"))
    place = next((place for place, one in enumerate(order) if one.pk == observation.pk), None)
    if place is None:
        raise Http404
    for position, one in enumerate(moved(order, place, earlier=earlier), start=1):
        Observation.objects.filter(pk=one.pk).exclude(position=position).update(position=position)
