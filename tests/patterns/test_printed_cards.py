"""Printed cards: which stories lie on paper is remembered, so that people hear which card to take out."""

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from patterns.actions.prints import record_print, say_taken_out
from patterns.card import cards_of
from patterns.models import CardSet, Observation, PrintedCard, PrintedStory
from people.access import Desk, roles_in
from people.models import Coalition, Message, User
from tests import world
from tests.duiding import builders
from tests.patterns.cards import add_story
from vertelpunt.actions import withdraw
from vertelpunt.models import Story, Vertelpunt
from vertelpunt.signals import Change, story_changed

TOLD = "Het was donderdag en niemand had gezegd dat zij met verlof ging. Toen stond ik daar."
QUOTED = "Toen stond ik daar."


@pytest.fixture
def told(point: Vertelpunt) -> Story:
    """A story that may be quoted."""
    return world.story(point, text=TOLD)


@pytest.fixture
def card(noord: Coalition, point: Vertelpunt, told: Story, anna: User) -> Observation:
    """A card of Anna with a quote."""
    made = builders.card(noord, point, created_by=anna)
    add_story(made, told, QUOTED)
    return made


def show(client: Client, *, path: str = "") -> str:
    """Return the page with the cards."""
    return client.get(reverse("patterns:observations", args=["noord"]) + path).content.decode()


def test_a_download_is_remembered_once_a_day(client: Client, card: Observation, told: Story, bram: User) -> None:
    client.force_login(bram)
    for _time in range(2):
        assert client.get(reverse("patterns:card", args=["noord", card.number])).status_code == 200
    kept = PrintedCard.objects.get()
    assert (kept.observation, kept.printed_by, kept.printed_on) == (card, bram, timezone.localdate())
    assert [(one.story, one.quoted) for one in kept.stories.all()] == [(told, True)]
    Observation.objects.filter(pk=card.pk).update(description="Anders gezien.")
    client.get(reverse("patterns:card", args=["noord", card.number]))
    assert PrintedCard.objects.count() == 2


@pytest.mark.parametrize("name", ["cards", "card_set_print"])
def test_sets_are_remembered_too(client: Client, card: Observation, bram: User, name: str) -> None:
    lying = CardSet.objects.create(coalition=card.coalition, number=1, name="Tafel rood", budget=4)
    lying.cards.create(observation=card)
    client.force_login(bram)
    client.get(reverse(f"patterns:{name}", args=["noord"] + ([1] if "set" in name else [])))
    assert PrintedCard.objects.get().card_set == (lying if "set" in name else None)


def test_a_lent_card_is_remembered_where_it_is_printed(client: Client, national: Coalition, dina: User) -> None:
    point = world.vertelpunt(national, "landelijk", lends_below=True)
    lent = builders.card(national, point, state="final")
    client.force_login(dina)
    client.get(reverse("duiding:card_print", args=["noord", lent.pk]))
    assert PrintedCard.objects.get().coalition.slug == "noord"


def printed(desk: Desk, card: Observation) -> PrintedCard:
    """Print `card`."""
    return record_print(desk=desk, cards=cards_of(Observation.objects.filter(pk=card.pk)))[0]


def test_a_withdrawn_story_calls_its_printed_cards_back(
    desk: Desk, card: Observation, told: Story, client: Client, bram: User, anna: User
) -> None:
    kept = printed(desk, card)
    number = f"{told.number:04d}"
    withdraw(story=told)
    assert not PrintedStory.objects.exists()
    mails = list(Message.objects.filter(subject__contains="eruit"))
    assert {mail.to for mail in mails} == {bram.email, anna.email}
    for mail in mails:
        assert f"kaart {card.number}, geprint op" in mail.body
        assert number not in mail.body
        assert QUOTED not in mail.body
    client.force_login(bram)
    assert "Haal deze geprinte kaarten eruit" in show(client)
    client.post(reverse("patterns:card_out", args=["noord", kept.pk]))
    assert "Haal deze geprinte kaarten eruit" not in show(client)
    kept.refresh_from_db()
    assert (kept.take_out, kept.taken_out_by) == ("withdrawn", bram)


def test_a_printed_card_without_the_story_may_stay(desk: Desk, card: Observation, point: Vertelpunt) -> None:
    kept = printed(desk, card)
    withdraw(story=world.story(point, text="Een heel ander verhaal dat nergens op staat."))
    kept.refresh_from_db()
    assert kept.take_out == ""
    assert not Message.objects.filter(subject__contains="eruit").exists()


@pytest.mark.parametrize(("quoted", "take_out"), [(QUOTED, "quoted"), ("", "")])
def test_permission_taken_back_calls_back_what_quotes(
    desk: Desk, noord: Coalition, point: Vertelpunt, quoted: str, take_out: str
) -> None:
    story = world.story(point, text=TOLD)
    made = builders.card(noord, point)
    add_story(made, story, quoted)
    kept = printed(desk, made)
    story.may_quote = Story.Quote.NO
    story.save()
    story_changed.send(sender=Story, story=story, change=Change.PERMISSION)
    kept.refresh_from_db()
    assert kept.take_out == take_out


def test_nobody_elsewhere_says_that_it_was_taken_out(desk: Desk, card: Observation, told: Story, zoe: User) -> None:
    kept = printed(desk, card)
    elsewhere = Desk(zoe, zoe.memberships.get().coalition, roles_in(zoe, zoe.memberships.get().coalition))
    with pytest.raises(Http404):
        say_taken_out(desk=desk, printed=kept.pk)
    withdraw(story=told)
    with pytest.raises(Http404):
        say_taken_out(desk=elsewhere, printed=kept.pk)
