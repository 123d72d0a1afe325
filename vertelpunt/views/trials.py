"""Trying a Vertelpunt out: the page with the link, and the pages behind it, where nothing counts."""

from django.contrib import messages
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from lib.languages import speak
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt import actions
from vertelpunt.access import own_vertelpunt
from vertelpunt.actions.composing import newest_set
from vertelpunt.actions.trials import KEPT_DAYS, link_for, trial_key
from vertelpunt.models import QuestionSetVersion, Story, Vertelpunt
from vertelpunt.telling import unseal
from vertelpunt.views import tellerpages as show
from vertelpunt.views.context import public_context, shown_again
from vertelpunt.views.making import page
from vertelpunt.views.telling import Visit, receive


@member_view(Permission.EDIT_VERTELPUNT)
def trials(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show the link to try a Vertelpunt out, make a new one, and delete what was told as a test."""
    point = own_vertelpunt(desk, vertelpunt)
    if request.method == "POST":
        return _do(request, desk, point)
    link = point.trial_links.filter(expires_on__gte=timezone.localdate()).first()
    address = reverse("vertelpunt:trial", args=[point.slug, trial_key(link)]) if link else ""
    told = Story.everything.filter(vertelpunt=point, source=Story.Source.TEST).select_related("audience")
    context = {
        "link": link,
        "address": request.build_absolute_uri(address) if link else "",
        "told": told.order_by("-told_on", "number"),
        "kept_days": KEPT_DAYS,
    }
    return page(request, desk, point, "trials", context)


def _do(request: HttpRequest, desk: Desk, point: Vertelpunt) -> HttpResponse:
    if request.POST.get("do") == "delete":
        count = actions.delete_trials(desk=desk, point=point)
        said = ngettext("%(count)d test story is deleted.", "%(count)d test stories are deleted.", count)
        messages.success(request, said % {"count": count})
    else:
        actions.make_trial_link(desk=desk, point=point)
        messages.success(request, _("There is a new link. Links made before do not work any more."))
    return redirect("vertelpunt:trials", desk.coalition.slug, point.slug)


@require_safe
def trial(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Open a link: say that this is a test, with a button per group; the key then leaves the address."""
    point = get_object_or_404(Vertelpunt.objects.select_related("coalition"), slug=slug)
    speak(request, point.languages)
    if link_for(point, key) is None or newest_set(point) is None:
        raise Http404
    context = public_context(point) | {"audiences": point.audiences.filter(offered=True), "key": key, "trial": True}
    response = render(request, "vertelpunt/trial.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@csrf_exempt  # as in telling: the signed token in the form is the only authority
@require_POST
def try_out(request: HttpRequest, slug: str, audience: str) -> HttpResponse:
    """Take a page of a test and show the one after it; what is told is marked and never counts."""
    point = get_object_or_404(Vertelpunt.objects.select_related("coalition"), slug=slug)
    speak(request, point.languages)
    someone = get_object_or_404(point.audiences.filter(offered=True), key=audience)
    visit = Visit(request, point, someone, trial=_version(request, point))
    if visit.trial is None:
        return show.lost_page(visit, "too_old", 400)
    if "trial" in request.POST:
        return shown_again(show.story_page(visit, visit.began()))
    return receive(visit)


def _version(request: HttpRequest, point: Vertelpunt) -> QuestionSetVersion | None:
    """Return the set that is tried out: by the link at first, by the form token from then on; else nothing."""
    found = newest_set(point)
    if "trial" in request.POST:
        known = link_for(point, request.POST["trial"]) is not None
    else:
        try:
            known = unseal(request.POST.get("token", "")).trial
        except BadSignature:
            known = False
    return found if known else None
