"""What coalitions made public: to read, and to take over as «we do this too»."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from duiding.access import shared_proposal
from duiding.actions.copying import take_over
from duiding.forms.library import LibraryForm, TakeOverForm
from duiding.queries.library import found_in_library
from duiding.queries.outcomes import as_public
from people.access import Desk, member_view
from people.roles import Permission


@member_view(Permission.READ_FIGURES)
@require_safe
def library(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the proposals of all coalitions that are public, by theme."""
    form = LibraryForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    groups = found_in_library(**wanted)
    count = sum(len(group.views) for group in groups)
    return render(request, "duiding/library.html", {"desk": desk, "form": form, "groups": groups, "count": count})


@member_view(Permission.READ_FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
def library_proposal(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show one, and take it over."""
    source = shared_proposal(desk, pk)
    form = TakeOverForm(request.POST or None, coalition=desk.coalition)
    if request.method == "POST" and form.is_valid():
        made = take_over(desk=desk, source=source, vertelpunt=form.cleaned_data["vertelpunt"])
        return redirect("duiding:proposal", desk.coalition.slug, made.number)
    context = {
        "desk": desk,
        "proposal": source,
        "view": as_public([source])[0],
        "ours": source.copies.filter(coalition=desk.coalition).first(),
        "form": form,
    }
    return render(request, "duiding/library_proposal.html", context, status=400 if form.errors else 200)
