"""One of everything in Noord, so that every address has something to show."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.urls import reverse

from duiding.actions.arranging import place_note
from duiding.actions.decisions import agree
from duiding.actions.proposals import create_proposal, present
from duiding.models import Decision, Proposal
from patterns.actions.evaluations import ask_evaluation
from patterns.models import CardInSet, CardSet, Observation, ObservationPattern, Pattern, PrintedCard, Selection
from patterns.running import run
from people.access import Desk
from people.actions.invitations import invite
from people.actions.tokens import make_token
from people.models import Coalition, Webhook
from people.roles import Role
from tests import world
from tests.access.addresses import Address
from tests.duiding import builders, following, preparing, seated
from tests.patterns import added
from tests.vertelpunt import spread, together
from vertelpunt.actions.telling import keep_sound
from vertelpunt.actions.trials import trial_key
from vertelpunt.look import look
from vertelpunt.models import Story, TrialLink, Vertelpunt
from vertelpunt.recordings import Sound

STORIES = 24
FAR = date(2999, 1, 1)


@dataclass(frozen=True)
class Scene:
    """What stands in the addresses: by parameter, and for some addresses another value."""

    values: dict[str, Any]
    special: dict[str, dict[str, Any]]

    def parameters(self, address: Address) -> dict[str, Any]:
        """Return what to put in `address`."""
        own = self.special.get(address.name) or self.special.get(address.name.split(":")[0], {})
        return {name: own.get(name, self.values.get(name)) for name in address.parameters}

    def url(self, address: Address) -> str:
        """Return the address with everything in it."""
        return reverse(address.name, kwargs=self.parameters(address))


def pattern_of(point: Vertelpunt, noord: Coalition) -> Pattern:
    """Return a pattern of the stories of `point`."""
    for place in range(STORIES):
        heard = place * 4 if place % 5 else {"none": "skipped"}
        answers = {"heard": heard, "in_time": (place * 7) % 101, "consequences": world.STEPS[place // 5]}
        world.story(point, answers=answers)
    run(ask_evaluation(desk=None, vertelpunt=point, coalition=noord, start=False).pk)
    return Pattern.objects.filter(kind="slider_slider").latest("pk")


def card_of(point: Vertelpunt, noord: Coalition) -> Observation:
    """Return a card with a pattern."""
    found = pattern_of(point, noord)
    card = builders.card(noord, point)
    ObservationPattern.objects.create(observation=card, key=found.key)
    kept = CardSet.objects.create(coalition=noord, number=1, name="Tafel", budget=4)
    CardInSet.objects.create(card_set=kept, observation=card)
    PrintedCard.objects.create(
        observation=card, coalition=noord, printed_on=world.DAY, digest="d", take_out="withdrawn"
    )
    return card


def elsewhere_of(point: Vertelpunt) -> Story:
    """Return a story from elsewhere."""
    values = {"version": point.versions.get(), "audience": point.audiences.all()[0], "number": 999999, "words": 3}
    return Story.everything.create(
        vertelpunt=point,
        text="Van elders.",
        source="elsewhere",
        origin="Interview",
        told_on=world.DAY,
        **values,
    )


def exceptions(told: Story, released: Story, card: Observation, proposal: Proposal) -> dict[str, dict[str, Any]]:
    """Return the addresses in which a name stands for something else than elsewhere."""
    return {
        "help:page": {"slug": "verslag"},
        "help:picture": {"name": "lezen.png"},
        "vertelpunt:look": {"digest": look().digest},
        "vertelpunt:release": {"story": told.pk},
        "vertelpunt:worry": {"story": told.pk},
        "vertelpunt:recording": {"story": told.pk},
        "vertelpunt:trial": {"key": trial_key(TrialLink.objects.create(vertelpunt=told.vertelpunt, expires_on=FAR))},
        "vertelpunt:import": {"intake": told.vertelpunt.intakes.create(kind="table", name="a.csv", state="undone").pk},
        "vertelpunt:remove_elsewhere": {"story": elsewhere_of(told.vertelpunt).pk},
        **together.make(told),
        "patterns:story": {"number": released.number},
        "patterns:selection": {
            "pk": Selection.objects.create(
                coalition=card.coalition, vertelpunt=card.vertelpunt, name="Jong", query="audience=youth", shared=True
            ).pk
        },
        "patterns:story_tracks": {"number": released.number},
        "patterns:code_story": {"number": released.number},
        "patterns": {"number": card.number, "story": released.number},
        "patterns:card_set": {"number": 1},
        "patterns:card_set_file": {"number": 1},
        "patterns:card_set_print": {"number": 1},
        "patterns:card_set_paper": {"number": 1},
        "duiding": {"number": proposal.number},
        "api": {"number": proposal.number},
        "duiding:card": {"pk": card.pk},
        "duiding:card_print": {"pk": card.pk},
    }


def people_of(leader: Desk) -> dict[str, Any]:
    """Return who takes part, who was asked to, and a key for a program."""
    asked = invite(desk=leader, email="nora@example.org", roles=["reader"])
    token, _secret = make_token(desk=leader, name="Dashboard", scopes=["read:cards"], days=30)
    told = Webhook.objects.create(coalition=leader.coalition, address="https://127.0.0.1:1/", made_by=leader.user,
                                  salt="s", made_on=world.DAY, told_until=world.DAY)  # fmt: skip
    return {"member": leader.user.pk, "invitation": asked.pk, "token": token.pk, "webhook": told.pk}


def build(noord: Coalition) -> Scene:
    """Make one of everything."""
    world.region("Noorderland")
    point = world.vertelpunt(noord, wall=True)
    told = world.story(point, released=False)
    keep_sound(told, Sound(b"OggS", "ogg"))
    released = world.story(point)
    card = card_of(point, noord)
    leader = builders.desk(world.person("Leider", noord, Role.PROCESS_LEADER), noord)
    meeting = builders.session(leader, point)
    seat = builders.lead(leader.user, meeting)
    note, hidden = builders.note(seat), builders.note(seat, "Dit moet iemand nog herstellen.")
    type(hidden).objects.filter(pk=hidden.pk).update(hidden=True)
    cluster = builders.cluster(seat, notes=(note,))
    place_note(seat=seat, client_id=uuid4(), note=note.pk, place=(0.5, 0.5))
    proposal = create_proposal(
        desk=leader, data={"title": "Koffie", "vertelpunt": point, "we_want": "Koffie schenken."}
    )
    present(desk=leader, proposal=proposal)
    Decision.objects.create(proposal=proposal, outcome="chosen", reason="Goed plan.", decided_on=world.DAY)
    Proposal.objects.update(state=Proposal.State.DECIDED)
    proposal.refresh_from_db()
    agreement = agree(desk=leader, proposal=proposal, who="Ans", what="zet koffie", before=world.DAY)
    plain = {"coalition": noord.slug, "vertelpunt": point.slug, "slug": point.slug, "audience": "parent"}
    rows = {"pk": meeting.pk, "session": meeting.pk, "table": seat.board.table_id, "note": note.pk}
    more = {
        "cluster": cluster.pk,
        "act": seat.board.acts.get().pk,
        "agreement": agreement.pk,
        "kind": "note",
        "row": hidden.pk,
        "key": card.pattern_key,
        "printed": card.printed.get().pk,
        "form": "svg",
        "question": "heard",
    } | added.make(leader, point, released)
    more |= preparing.make(leader, meeting, released) | spread.make(point)
    more |= people_of(leader) | seated.make(meeting)
    followed, special = following.make(leader, point, proposal)
    return Scene(plain | rows | more | followed, exceptions(told, released, card, proposal) | special)
