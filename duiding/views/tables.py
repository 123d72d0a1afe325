"""Tables of a session and what lies on them."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duiding.access import session_of, table_of
from duiding.actions.tables import add_table, change_table, delete_table, put_card, put_story, take_off
from duiding.forms.sessions import TableForm
from duiding.models import Table
from duiding.queries.material import Search, budget_of, cards_on, cards_to_choose, search_stories, stories_on
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import vertelpunten_for
from vertelpunt.models import Audience

PREPARE = Permission.PREPARE_SESSIONS
STORIES_ON_A_PAGE = 20


def _to_session(desk: Desk, session: int) -> HttpResponse:
    return redirect("duiding:session", desk.coalition.slug, session)


@member_view(PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
def table_new(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Add a table."""
    session = session_of(desk, pk)
    free = [colour for colour in Table.Colour.values if colour not in session.tables.values_list("colour", flat=True)]
    form = TableForm(request.POST or None, initial={"colour": free[0] if free else Table.Colour.BLUE})
    if form.is_valid():
        table = add_table(desk=desk, session=session, data=form.data_of_table())
        return redirect("duiding:material", desk.coalition.slug, session.pk, table.pk)
    return render(request, "duiding/table_form.html", {"desk": desk, "session": session, "form": form})


@member_view(PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
def table_edit(request: HttpRequest, desk: Desk, pk: int, table: int) -> HttpResponse:
    """Change the name, colour or theme of a table."""
    found = table_of(desk, pk, table)
    if found.hidden:
        return redirect("duiding:mend", desk.coalition.slug)
    initial = {"name": found.name, "colour": found.colour, "theme": found.theme}
    form = TableForm(request.POST or None, initial=initial)
    if form.is_valid():
        change_table(desk=desk, table=found, data=form.data_of_table())
        return _to_session(desk, pk)
    context = {"desk": desk, "session": found.session, "table": found, "form": form}
    return render(request, "duiding/table_form.html", context)


@member_view(PREPARE)
@require_POST
def table_delete(request: HttpRequest, desk: Desk, pk: int, table: int) -> HttpResponse:
    """Remove a table that nobody wrote at."""
    delete_table(desk=desk, table=table_of(desk, pk, table))
    return _to_session(desk, pk)


def _search(request: HttpRequest) -> Search:
    asked = request.GET
    return Search(
        words=asked.get("q", "")[:80],
        audience=asked.get("audience", ""),
        vertelpunt=asked.get("vertelpunt", ""),
        for_cards=bool(asked.get("for_cards")),
    )


@member_view(PREPARE)
@require_safe
def material(request: HttpRequest, desk: Desk, pk: int, table: int) -> HttpResponse:
    """Choose the cards and stories of a table."""
    found = table_of(desk, pk, table)
    search = _search(request)
    cards = cards_on(found)
    points = vertelpunten_for(desk.coalition)
    audiences = Audience.objects.filter(vertelpunt__in=points).order_by("position")
    context = {
        "desk": desk,
        "session": found.session,
        "table": found,
        "cards": cards,
        "stories": stories_on(found),
        "budget": budget_of(found),
        "card_choice": cards_to_choose(desk.coalition).exclude(pk__in=[card.pk for card in cards]),
        "page": Paginator(search_stories(desk, found, search), STORIES_ON_A_PAGE).get_page(request.GET.get("page")),
        "search": search,
        "vertelpunten": points,
        "audiences": {audience.key: audience.name for audience in audiences}.items(),
    }
    return render(request, "duiding/material.html", context)


@member_view(PREPARE)
@require_POST
def material_change(request: HttpRequest, desk: Desk, pk: int, table: int) -> HttpResponse:
    """Put a card or a story on a table, or take it off."""
    found = table_of(desk, pk, table)
    observation, story = _chosen(request)
    if request.POST.get("do") == "take":
        take_off(desk=desk, table=found, observation=observation, story=story)
    elif observation is not None:
        put_card(desk=desk, table=found, observation=observation)
    elif story is not None:
        put_story(desk=desk, table=found, story=story)
    back = redirect("duiding:material", desk.coalition.slug, pk, table)
    back["Location"] += f"?{request.GET.urlencode()}" if request.GET else ""
    return back


def _chosen(request: HttpRequest) -> tuple[int | None, UUID | None]:
    card, story = request.POST.get("card", ""), request.POST.get("story", "")
    try:
        return (int(card) if card else None), (UUID(story) if story else None)
    except ValueError:
        raise Http404 from None
