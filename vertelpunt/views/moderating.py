"""Around reading stories first: the list of what waits, and the rules by which a coalition reads."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import own_vertelpunt
from vertelpunt.actions.concerns import change_rules
from vertelpunt.forms import RulesForm
from vertelpunt.queue import Choice, claims_of_others, waiting
from vertelpunt.redacting.deduced import installed
from vertelpunt.screening import screen_waiting
from vertelpunt.views.worries import rules_of

PER_PAGE = 50


@require_safe
@member_view(Permission.MODERATE)
def moderation_list(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """List the stories that wait, with what is known about each and who reads it now."""
    point = own_vertelpunt(desk, vertelpunt)
    screen_waiting(point)
    choice = Choice.read(request.GET)
    page = Paginator(waiting(point, choice), PER_PAGE).get_page(request.GET.get("page"))
    reading = {claim.story_id: claim.user for claim in claims_of_others(desk, point)}
    rows = [(story, reading.get(story.pk)) for story in page]
    context = {"desk": desk, "point": point, "choice": choice, "page": page, "rows": rows}
    return render(request, "vertelpunt/moderation_list.html", context)


@member_view(Permission.EDIT_VERTELPUNT)
def moderation_rules(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show and change the protocol and the words of one's own."""
    point = own_vertelpunt(desk, vertelpunt)
    form = RulesForm(request.POST or None, initial=RulesForm.values(rules_of(desk.coalition)))
    if request.method == "POST" and form.is_valid():
        change_rules(desk=desk, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("vertelpunt:moderation_rules", desk.coalition.slug, point.slug)
    context = {"desk": desk, "point": point, "form": form, "deduce": installed()}
    return render(request, "vertelpunt/moderation_rules.html", context, status=422 if form.errors else 200)
