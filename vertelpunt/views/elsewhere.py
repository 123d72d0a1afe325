"""Stories from elsewhere: a list with their sources, and a form to add one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lib.errors import Refused
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt import actions
from vertelpunt.access import own_vertelpunt
from vertelpunt.making.forms import ElsewhereForm
from vertelpunt.models import Story
from vertelpunt.views.making import page


@member_view(Permission.EDIT_VERTELPUNT)
def elsewhere(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show the stories from elsewhere and add one."""
    point = own_vertelpunt(desk, vertelpunt)
    form = ElsewhereForm(request.POST or None, point=point)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_elsewhere(desk=desk, point=point, **form.cleaned_data)
            messages.success(request, _("Story %(number)s can lie on a table now.") % {"number": made})
            return redirect("vertelpunt:elsewhere", desk.coalition.slug, point.slug)
        except Refused as refused:
            form.add_error("origin" if refused.code == "no_origin" else "text", str(refused.message))
    told = Story.everything.filter(vertelpunt=point, source=Story.Source.ELSEWHERE).select_related("audience")
    context = {"form": form, "told": told.order_by("-told_on", "number")}
    return page(request, desk, point, "elsewhere", context, 422 if form.errors else 200)


@require_POST
@member_view(Permission.EDIT_VERTELPUNT)
def remove_elsewhere(request: HttpRequest, desk: Desk, vertelpunt: str, story: UUID) -> HttpResponse:
    """Take a story from elsewhere away."""
    point = own_vertelpunt(desk, vertelpunt)
    found = get_object_or_404(Story.everything.select_related("vertelpunt"), pk=story, vertelpunt=point)
    actions.remove_elsewhere(desk=desk, story=found)
    messages.success(request, _("Story %(number)s is gone, from every table as well.") % {"number": found})
    return redirect("vertelpunt:elsewhere", desk.coalition.slug, point.slug)
