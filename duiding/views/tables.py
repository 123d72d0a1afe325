"""Tables of a session and what lies on them."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duiding.access import session_of, table_of
from duiding.actions.seats import tracks_of
from duiding.actions.tables import add_table, change_table, delete_table, put_card, put_story, take_off
from duiding.forms.sessions import TableForm
from duiding.live import hold
from duiding.models import Table
from duiding.queries.local import is_local
from duiding.queries.material import DIGITS, Search, budget_of, cards_on, cards_to_choose, search_stories, stories_on
from duiding.queries.programme import reading_at
from patterns.explorer.selections import kept_for
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
    initial = {"colour": free[0] if free else Table.Colour.BLUE}
    form = TableForm(request.POST or None, initial=initial, tracks=tracks_of(desk, session))
    if form.is_valid():
        table = add_table(desk=desk, session=session, data=form.data_of_table())
        return redirect("duiding:material", desk.coalition.slug, session.pk, table.pk)
    return render(request, "duiding/table_form.html", {"desk": desk, "session": session, "form": form})


def _say_taken_off(request: HttpRequest, number: int) -> None:
    words = ngettext(
        "%(n)d story from here was taken off this table: it is local now, so a second reader looks first.",
        "%(n)d stories from here were taken off this table: it is local now, so a second reader looks first.",
        number,
    )
    messages.warning(request, words % {"n": number})


@member_view(PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def table_edit(request: HttpRequest, desk: Desk, pk: int, table: int) -> HttpResponse:
    """Change what a table is: its name, colour, theme, for whom it is and who leads it."""
    found = table_of(desk, pk, table)
    if request.method == "POST":
        hold(found.session)  # nobody else changes it meanwhile
        found = table_of(desk, pk, table)
    if found.hidden:
        return redirect("duiding:mend", desk.coalition.slug)
    initial = {name: getattr(found, name) for name in TableForm.base_fields}
    form = TableForm(request.POST or None, initial=initial, tracks=tracks_of(desk, found.session), edited=True)
    if form.is_valid():
        off = change_table(desk=desk, table=found, data=form.data_of_table())
        if off:
            _say_taken_off(request, off)
        return _to_session(desk, pk)
    context = {"desk": desk, "session": found.session, "table": found, "form": form}
    return render(request, "duiding/table_form.html", context, status=form.status)


@member_view(PREPARE)
@require_POST
def table_delete(request: HttpRequest, desk: Desk, pk: int, table: int) -> HttpResponse:
    """Remove a table that nobody wrote at."""
    delete_table(desk=desk, table=table_of(desk, pk, table))
    return _to_session(desk, pk)


def _search(request: HttpRequest) -> Search:
    asked = request.GET
    kept = asked.get("selection", "")
    return Search(
        selection=int(kept) if kept.isascii() and kept.isdecimal() and len(kept) < DIGITS else 0,
        words=asked.get("q", "")[:80],
        audience=asked.get("audience", ""),
        vertelpunt=asked.get("vertelpunt", ""),
        for_cards=bool(asked.get("for_cards")),
        here=bool(asked.get("here")),
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
        "minutes": reading_at(found).minutes,
        "card_choice": cards_to_choose(desk.coalition).exclude(pk__in=[card.pk for card in cards]),
        "page": Paginator(search_stories(desk, found, search), STORIES_ON_A_PAGE).get_page(request.GET.get("page")),
        "search": search,
        "local": is_local(found),
        "vertelpunten": points,
        "selections": kept_for(desk),
        "audiences": {audience.key: audience.name for audience in audiences}.items(),
    }
    return render(request, "duiding/material.html", context)


@member_view(PREPARE)
@require_POST
def material_change(request: HttpRequest, desk: Desk, pk: int, table: int) -> HttpResponse:
    """Put a card or a story on a table, or take it off."""
    found = table_of(desk, pk, table)
    observation, story = chosen_of(request)
    if request.POST.get("do") == "take":
        take_off(desk=desk, table=found, observation=observation, story=story)
    elif observation is not None:
        put_card(desk=desk, table=found, observation=observation)
    elif story is not None:
        put_story(desk=desk, table=found, story=story)
    back = redirect("duiding:material", desk.coalition.slug, pk, table)
    back["Location"] += f"?{request.GET.urlencode()}" if request.GET else ""
    return back


def chosen_of(request: HttpRequest) -> tuple[int | None, UUID | None]:
    """Return the card or the story that was posted."""
    card, story = request.POST.get("card", ""), request.POST.get("story", "")
    try:
        return (int(card) if card else None), (UUID(story) if story else None)
    except ValueError:
        raise Http404 from None
