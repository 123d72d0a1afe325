"""A figure as a file: a picture for a report (SVG, PNG) or its numbers (CSV), made on the server."""

from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from lib.csvfile import csv_text
from lib.errors import Refused
from patterns.drawing.parts import Medium, Naming
from patterns.drawing.whole import picture
from patterns.focus import large_enough, parts_shown
from patterns.numbers import LEAST
from patterns.stats.figures import Figure
from patterns.tabular import tabular

TYPES = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}
FORMS = tuple(TYPES)
ALONE = Medium(wide=200, high=40, columns=4, widest=92)
SHARP = 2.5  # pixels for each point
MOST_NAME = 60


def figure_file(figure: Figure, naming: Naming, title: str, form: str) -> HttpResponse:
    """Return `figure` as a file; as on cards no group of fewer than five leaves the house."""
    shown = large_enough(figure)
    if figure.n < LEAST or not (shown.points or parts_shown(shown)):
        raise too_few()
    if form == "csv":
        table = tabular(shown)
        return as_file(csv_text(table.head, table.rows).encode(), title, form)
    return picture_file(_picture(shown, naming, title), title, form)


def too_few() -> Refused:
    """Return the refusal of a file about a handful of stories."""
    return Refused("too_few_for_a_file", _("Fewer than five stories stay on the page: there is no file of them."))


def picture_file(svg: str, title: str, form: str) -> HttpResponse:
    """Return a drawing as it is, or in pixels."""
    return as_file(png(svg) if form == "png" else svg.encode(), title, form)


def png(svg: str) -> bytes:
    """Return a drawing in pixels; its letters are outlines, so no font is looked for."""
    from vl_convert import svg_to_png  # drawn by a small library in it; its JavaScript engine stays asleep

    return bytes(svg_to_png(svg, scale=SHARP))


def as_file(body: bytes, title: str, form: str) -> HttpResponse:
    """Return a file to keep, named after its title."""
    if form not in TYPES:
        raise Http404
    name = slugify(title)[:MOST_NAME].strip("-") or "figure"
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(body, content_type=TYPES[form], headers=headers)


def _picture(figure: Figure, naming: Naming, title: str) -> str:
    from patterns.drawn import draw  # brings matplotlib
    from patterns.paper.words import disclaimer

    drawn = draw(figure, naming, ALONE)
    return picture(title, drawn, [drawn.caption, disclaimer()])
