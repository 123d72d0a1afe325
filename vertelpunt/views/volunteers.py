"""Thinking along at a table: the page to put oneself on the list, the one to leave it, and the list for members."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lib.errors import Refused
from lib.languages import speak
from lib.limits import sender
from people.access import Desk, member_view
from people.models import Region
from people.roles import Permission
from vertelpunt import queries
from vertelpunt.actions.volunteers import join_list, leave_list, remove_volunteer
from vertelpunt.limits import GUESSES, VOLUNTEERS
from vertelpunt.models import Vertelpunt, Volunteer
from vertelpunt.views.context import public_context, shown_again
from vertelpunt.volunteers import volunteers_for


def consent_text(point: Vertelpunt) -> str:
    """Return what somebody agrees to, in words that are kept with it."""
    said = _("%(who)s may keep this for one year to invite me to a table, and use it for nothing else.")
    return said % {"who": point.coalition.known_as}


class VolunteerForm(forms.Form):
    """What is asked of somebody who wants to think along."""

    perspective = forms.ChoiceField(
        label=gettext_lazy("I would sit there as"), choices=Volunteer.Perspective.choices, widget=forms.RadioSelect
    )
    region: forms.ModelChoiceField[Region] = forms.ModelChoiceField(
        label=gettext_lazy("Where?"),
        queryset=Region.objects.none(),
        required=False,
        empty_label=gettext_lazy("Choose, or leave open"),
    )
    reach = forms.CharField(
        label=gettext_lazy("Mail address or phone number"), max_length=200, help_text=gettext_lazy("One is enough.")
    )
    name = forms.CharField(
        label=gettext_lazy("How shall we call you?"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("You may leave this empty. A first name is enough."),
    )
    consent = forms.BooleanField(error_messages={"required": gettext_lazy("Without this we may not keep it.")})

    def __init__(self, point: Vertelpunt, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        regions = queries.regions(point)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]
        if not regions.exists():
            del self.fields["region"]
        self.fields["consent"].label = consent_text(point)
        for name in ("reach", "name"):
            self.fields[name].widget.attrs |= {"autocomplete": "off", "dir": "auto"}


@csrf_exempt  # no cookie gives any right here
@require_http_methods(["GET", "HEAD", "POST"])
def think_along(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask who wants to think along how to reach them; nothing of a story, teller or channel comes to this page."""
    point = get_object_or_404(queries.public_vertelpunten(), slug=slug)
    speak(request, point.languages)
    form = VolunteerForm(point, request.POST if request.method == "POST" else None)
    code = _join(request, point, form) if form.is_bound and form.is_valid() else ""
    context = public_context(point) | {"form": form, "code": code}
    status = 422 if form.is_bound and not code else 200
    return shown_again(render(request, "vertelpunt/think_along.html", context, status=status))


def _join(request: HttpRequest, point: Vertelpunt, form: VolunteerForm) -> str:
    """Put somebody on the list and return the code to leave it; "" with what is wrong in the form."""
    who = sender(request)
    if request.POST.get("website") or VOLUNTEERS.reached(who):
        form.add_error(None, _("Too much was sent from here at once. Try again in an hour."))
        return ""
    VOLUNTEERS.count(who)
    given = {name: form.cleaned_data.get(name) for name in ("perspective", "reach", "name", "region")}
    try:
        return join_list(vertelpunt=point, consent=consent_text(point), **given)  # type: ignore[arg-type]
    except Refused as refused:
        form.add_error("reach", str(refused.message))
        return ""


@csrf_exempt  # the code is the only authority
@require_http_methods(["GET", "HEAD", "POST"])
def stop_thinking_along(request: HttpRequest) -> HttpResponse:
    """Take who types the code off the list."""
    context: dict[str, Any] = {"gone": False, "error": ""}
    if request.method == "POST":
        who = sender(request)
        if GUESSES.reached(who):
            context["error"] = _("Too many codes were tried from here. Wait a quarter of an hour.")
        elif leave_list(code=request.POST.get("code", "")[:100]):
            context["gone"] = True
        else:
            GUESSES.count(who)
            context["error"] = _("Nobody on a list has this code. Look at it again, letter by letter.")
    status = 422 if context["error"] else 200
    return shown_again(
        render(request, "vertelpunt/think_along_stop.html", public_context(None) | context, status=status)
    )


@member_view(Permission.PREPARE_SESSIONS)
def volunteers(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show who wants to think along; take somebody off the list."""
    if request.method == "POST":
        remove_volunteer(desk=desk, volunteer=_asked_for(request))
        return redirect("vertelpunt:volunteers", desk.coalition.slug)
    perspective = request.GET.get("perspective", "")
    context = {
        "desk": desk,
        "volunteers": volunteers_for(desk, perspective=perspective),
        "perspectives": Volunteer.Perspective.choices,
        "perspective": perspective,
    }
    return render(request, "vertelpunt/volunteers.html", context)


def _asked_for(request: HttpRequest) -> str:
    try:
        return str(forms.UUIDField().clean(request.POST.get("volunteer", "")))
    except forms.ValidationError:
        return "00000000-0000-0000-0000-000000000000"
