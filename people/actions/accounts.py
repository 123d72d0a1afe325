"""An account that nobody uses any more loses its name and its address; what that person made here stays."""

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from people.actions import log
from people.models import Event, User

ELSEWHERE = "invalid"  # a domain that no mail ever reaches (RFC 2606)


def unused(before: date) -> QuerySet[User]:
    """Return who has no role, signed in before `before` or never, and lost the last role before then."""
    people = User.objects.filter(memberships=None, is_superuser=False).exclude(email__endswith=f".{ELSEWHERE}")
    ended = Event.objects.filter(thing="user", verb__startswith="role-ended-")
    lately = ended.filter(at__date__gte=before).values_list("thing_id", flat=True)
    ever = ended.values_list("thing_id", flat=True)
    known = Q(last_login__isnull=False) | Q(pk__in=[int(pk) for pk in ever])
    quiet = Q(last_login=None) | Q(last_login__date__lt=before)
    return people.filter(known, quiet).exclude(pk__in=[int(pk) for pk in lately])


@transaction.atomic
def forget_unused(today: date) -> int:
    """Take name, address and every way to sign in from who has had no role for `ACCOUNT_DAYS`; return how many."""
    before = today - timedelta(days=settings.ACCOUNT_DAYS)
    found = list(unused(before).select_for_update(of=("self",)))
    for kind in (EmailAddress, Authenticator, SocialAccount):
        kind.objects.filter(user__in=found).delete()
    with override(settings.LANGUAGE_CODE):
        name = _("former member")
    for user in found:
        user.name, user.email = name, f"{user.pk}@former.{ELSEWHERE}"
        user.is_active = user.is_staff = False
        user.set_unusable_password()
        user.save()
        log("account-forgotten", actor=None, coalition=None, thing=user)
    return len(found)
