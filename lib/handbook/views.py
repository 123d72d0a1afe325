"""Pages of the handbook, for everybody: what stands in `docs/handleiding/`, and looking in it."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from lib.handbook.book import Book, as_html, book
from lib.handbook.paper import pdf
from lib.handbook.reading import INDEX, Page
from lib.handbook.searching import search
from lib.handbook.sections import section_of

LONGEST, AN_HOUR = 100, "private, max-age=3600"


def handbook() -> Book:
    """Return the handbook of this installation."""
    return book(Path(settings.BASE_DIR) / "docs" / "handleiding")


def address(kind: str, name: str) -> str:
    """Return the address of a page or a picture of the handbook."""
    return reverse("help:index") if name == INDEX else reverse(f"help:{kind}", args=[name])


def help_for(request: HttpRequest) -> str:
    """Return where the handbook helps with the page that is asked for."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    slug, mark, anchor = section_of(name).partition("#")
    return address("page", slug) + mark + anchor


def _show(request: HttpRequest, page: Page) -> HttpResponse:
    whole = handbook()
    made = mark_safe(as_html(page, known=whole.pages, address=address))  # noqa: S308  of our own files, HTML in them is text
    pages = [one for one in whole.pages.values() if one.slug != INDEX]
    context = {"page": page, "made": made, "pages": pages, "is_index": page.slug == INDEX}
    return render(request, "help/page.html", context)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show where to begin: per role, and every page."""
    return _show(request, handbook().index)


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one page."""
    found = handbook().pages.get(slug)
    if found is None or slug == INDEX:
        raise Http404
    return _show(request, found)


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Show the parts of the handbook that hold what somebody looks for."""
    query = request.GET.get("q", "").strip()[:LONGEST]
    return render(request, "help/find.html", {"query": query, "found": search(handbook(), query)})


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """Return a picture that a page shows."""
    path = handbook().picture(name)
    if path is None or not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/png", headers={"Cache-Control": AN_HOUR})


@require_safe
def whole(request: HttpRequest) -> HttpResponse:
    """Return the whole handbook as one PDF."""
    named = {"Content-Disposition": 'inline; filename="handleiding.pdf"', "Cache-Control": AN_HOUR}
    return HttpResponse(pdf(handbook()), content_type="application/pdf", headers=named)
