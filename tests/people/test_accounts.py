"""Accounts that nobody uses are forgotten by rule: only those, and nothing that was made with them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from people.actions import log
from people.actions.accounts import forget_unused
from people.models import Coalition, Event, Membership, User


def left(user: User, days: int) -> None:
    """Let the last role of `user` have ended so many days ago."""
    Membership.objects.filter(user=user).delete()
    log("role-ended-reader", actor=None, coalition=None, thing=user)
    Event.objects.filter(thing_id=str(user.pk)).update(at=timezone.now() - timedelta(days=days))


def test_who_has_had_no_role_for_long_is_forgotten_and_what_they_made_stays(lena: User, noord: Coalition) -> None:
    made = Event.objects.create(actor=lena, coalition=noord, verb="made", thing="track", thing_id="1")
    left(lena, 91)
    assert forget_unused(timezone.localdate()) == 1
    lena.refresh_from_db()
    assert (lena.name, lena.email, lena.is_active) == ("oud-medewerker", f"{lena.pk}@former.invalid", False)
    assert not lena.has_usable_password()
    made.refresh_from_db()
    assert made.actor == lena
    assert forget_unused(timezone.localdate()) == 0


@pytest.mark.parametrize("why", ["lately", "signed in", "new", "superuser", "a role"])
def test_others_stay(lena: User, why: str) -> None:
    if why == "lately":
        left(lena, 89)
    elif why == "new":
        User.objects.create_user("new@example.org", "een lang wachtwoord", name="Nieuw")
    elif why != "a role":
        left(lena, 91)
    if why == "signed in":
        Client().force_login(lena)
    if why == "superuser":
        User.objects.filter(pk=lena.pk).update(is_superuser=True)
    before = set(User.objects.values_list("email", flat=True))
    assert forget_unused(timezone.localdate()) == 0
    assert set(User.objects.values_list("email", flat=True)) == before
