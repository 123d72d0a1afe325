"""Somebody marks a pattern; without JavaScript the page comes back, with it only the marks."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from lib.errors import Refused
from patterns.actions.marks import mark_pattern
from patterns.marking import Marks, marks_on
from patterns.views.dashboard import context
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import Workplace, workplace


@member_view(Permission.WRITE_CARDS)
@require_POST
def mark(request: HttpRequest, desk: Desk, vertelpunt: str, key: str) -> HttpResponse:
    """Keep a mark, with its note where that was on the page."""
    place = workplace(desk, vertelpunt)
    note, refused = request.POST.get("note"), ""
    try:
        choice = request.POST.get("choice", "")
        mark_pattern(desk=desk, place=place, key=key, choice=choice, version=_version(request), note=note)
    except Refused as error:
        refused = str(error.message)
    marks = marks_on(desk.coalition, place.vertelpunt, desk.user, [key])[key]
    if refused:
        marks = replace(marks, typed=note, refused=refused)
    return _answer(request, place, marks)


def _version(request: HttpRequest) -> int:
    """Return which version of the mark the page showed; -1, which none is, when it does not say."""
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 10 else -1


def _answer(request: HttpRequest, place: Workplace, marks: Marks) -> HttpResponse:
    whole, back = request.POST.get("note") is not None, request.POST.get("back", "")
    if request.headers.get("HX-Request"):
        template = "patterns/_marks.html" if whole else "patterns/_mark.html"
        shown = {"marks": marks, "kept": not marks.refused, "back": back}
        return render(request, template, context(place, "patterns") | shown)
    if marks.refused:
        messages.error(request, marks.refused)
        if whole:
            return render(request, "patterns/mark_refused.html", context(place, "patterns") | {"marks": marks})
    page = redirect("patterns:pattern", place.desk.coalition.slug, place.vertelpunt.slug, marks.key)
    if back.startswith("?"):
        page = redirect("patterns:patterns", place.desk.coalition.slug, place.vertelpunt.slug)
        page.headers["Location"] += f"{back}#{marks.key}"
    return page
