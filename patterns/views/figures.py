"""Figures by themselves: one question large, and every figure as a file (SVG, PNG, CSV)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lib.texts import localized
from patterns.discreet import Discreet
from patterns.downloads import FORMS, figure_file
from patterns.drawing.parts import Naming
from patterns.explorer.address import Address
from patterns.explorer.conditions import Conditions, address_name
from patterns.explorer.exploring import RESPONSE, Explored, explore
from patterns.findings import Finding, audience_names
from patterns.models import Pattern
from patterns.queries import Standing
from patterns.screen import chart_of, naming_for
from patterns.stats.columns import Column, take_rows
from patterns.stats.describe import describe_column
from patterns.stats.figures import Figure
from patterns.stats.settings import Settings
from patterns.vega.look import Asked
from patterns.views.dashboard import context
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import Workplace, workplace


def current_pattern(place: Workplace, key: str) -> Pattern:
    """Return a pattern of the evaluation that counts now, or 404."""
    current = Standing(place.desk.coalition, place.vertelpunt).current
    if current is None:
        raise Http404
    return get_object_or_404(current.patterns.select_related("evaluation"), key=key.replace("\0", ""))


@member_view(Permission.READ_FIGURES)
@require_safe
def pattern_figure(request: HttpRequest, desk: Desk, vertelpunt: str, key: str, form: str) -> HttpResponse:
    """Give the figure of a pattern as a file; as on a card it names no place or organisation."""
    place = workplace(desk, vertelpunt)
    pattern = current_pattern(place, key)
    if pattern.figure is None:
        raise Http404
    figure = Discreet.of(place.vertelpunt, pattern.result["questions"]).figure(pattern.figure)
    title = Finding(pattern, audience_names(place.vertelpunt)).title
    return figure_file(figure, naming_for(place.vertelpunt, figure, pattern.kind), title, form)


def _question(request: HttpRequest, place: Workplace, key: str) -> tuple[Explored, Column]:
    """Return a question of the explorer and the stories that its address asks for."""
    explored = explore(place, Address(Conditions.of(request.GET)))
    column = explored.stock.columns.get(key)
    if column is None or not (column.is_question or column.role == "reader" or column.key in RESPONSE):
        raise Http404
    return explored, column


def _figure_of(explored: Explored, column: Column) -> Figure:
    return describe_column(take_rows(column, explored.found.rows), Settings())


@member_view(Permission.READ_FIGURES)
@require_safe
def question(request: HttpRequest, desk: Desk, vertelpunt: str, question: str) -> HttpResponse:
    """Show how one question was answered, large, for the stories that the address asks for."""
    place = workplace(desk, vertelpunt)
    explored, column = _question(request, place, question)
    query = explored.address.conditions.query
    files = [(form, reverse("patterns:question_figure", args=[*_place(place), question, form])) for form in FORMS]
    asked = Asked(address_name(column, explored.stock.columns), {one.label: one.code for one in column.options})
    known = {} if column.kind == "triad" else {column.label: asked}
    chart = chart_of(
        _figure_of(explored, column),
        naming=Naming(column.poles),
        asked=known,
        files=[(form, f"{address}?{query}" if query else address) for form, address in files],
        title=column.label,
    )
    shown = {"explored": explored, "column": column, "chart": chart, "query": query}
    if column.key in explored.stock.questions:
        shown["text"] = localized(explored.stock.questions[column.key].text)
    return render(request, "patterns/question.html", context(place, "answers") | shown)


def _place(place: Workplace) -> list[str]:
    return [place.desk.coalition.slug, place.vertelpunt.slug]


@member_view(Permission.READ_FIGURES)
@require_safe
def question_figure(request: HttpRequest, desk: Desk, vertelpunt: str, question: str, form: str) -> HttpResponse:
    """Give the answers to one question as a file, for the stories that the address asks for."""
    place = workplace(desk, vertelpunt)
    explored, column = _question(request, place, question)
    figure = Discreet.of(place.vertelpunt, [column.key]).figure(_figure_of(explored, column))
    title = " - ".join(filter(None, (column.label, explored.found.label)))
    return figure_file(figure, Naming(column.poles), title, form)
