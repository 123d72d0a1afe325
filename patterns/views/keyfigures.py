"""Key figures: large and plain on one page, typed or pasted, and printed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lib.errors import Refused
from patterns.actions import keyfigures as actions
from patterns.actions.tracks import WHOLE
from patterns.keyfigures.forms import FigureForm, PasteForm
from patterns.keyfigures.printing import key_figures_pdf
from patterns.keyfigures.sheets import MOST_SHOWN, Sheet, ShownFigure, sheet_of, sheets
from patterns.models import KeyFigure
from patterns.views.dashboard import context
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import Workplace, workplace


@member_view(Permission.READ_FIGURES)
@require_safe
def key_figures(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show the key figures of the whole and of each track."""
    place = workplace(desk, vertelpunt)
    shown = {"sheets": sheets(place), "most": MOST_SHOWN}
    return render(request, "patterns/key_figures.html", context(place, "key_figures") | shown)


@member_view(Permission.READ_FIGURES)
@require_safe
def key_figures_print(request: HttpRequest, desk: Desk, vertelpunt: str, sheet: str) -> HttpResponse:
    """Print the key figures of a track, or of the whole."""
    place = workplace(desk, vertelpunt)
    found = sheet_of(place, sheet)
    if not found.figures:
        raise Refused("no_figures", _("There are no key figures to print yet."))
    response = HttpResponse(key_figures_pdf(place, [found]), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{slugify(found.title) or "key-figures"}.pdf"'
    return response


@member_view(Permission.WRITE_CARDS)
@require_http_methods(["GET", "HEAD", "POST"])
def key_figures_edit(request: HttpRequest, desk: Desk, vertelpunt: str, sheet: str) -> HttpResponse:
    """Type or paste the key figures of a track, change, order and remove them."""
    place = workplace(desk, vertelpunt)
    found = sheet_of(place, sheet)
    form, pasting = FigureForm(), PasteForm()
    if request.method == "POST":
        do = request.POST.get("do", "")
        form = FigureForm(request.POST if do == "add" else None)
        pasting = PasteForm(request.POST if do == "paste" else None)
        if _done(do, request, place, found, form, pasting):
            return redirect("patterns:key_figures_edit", desk.coalition.slug, vertelpunt, sheet)
    shown = {"sheet": found, "form": form, "pasting": pasting, "most": MOST_SHOWN}
    return render(request, "patterns/key_figures_edit.html", context(place, "key_figures") | shown)


def _done(do: str, request: HttpRequest, place: Workplace, sheet: Sheet, form: FigureForm, pasting: PasteForm) -> bool:
    try:
        if do == "add" and form.is_valid():
            actions.add_figures(place=place, track=sheet.track, lines=[form.line()])
            return True
        if do == "paste" and pasting.is_valid():
            made = actions.paste_figures(place=place, track=sheet.track, pasted=pasting.cleaned_data["pasted"])
            messages.success(request, _("Kept: %(n)s figures.") % {"n": len(made)})
            return True
        if do in ("earlier", "later", "remove"):
            _arrange(do, place, _figure(place, request.POST.get("figure", "")))
            return True
    except Refused as refused:
        (pasting if do == "paste" else form).add_error(None, str(refused.message))
    return False


def _arrange(do: str, place: Workplace, figure: KeyFigure) -> None:
    if do == "remove":
        actions.remove_figure(place=place, figure=figure)
    else:
        actions.move_figure(place=place, figure=figure, earlier=do == "earlier")


def _figure(place: Workplace, pk: str) -> KeyFigure:
    own = KeyFigure.objects.filter(coalition=place.desk.coalition, vertelpunt=place.vertelpunt)
    return get_object_or_404(own, pk=int(pk) if pk.isascii() and pk.isdecimal() and len(pk) < 18 else 0)


@member_view(Permission.WRITE_CARDS)
@require_http_methods(["GET", "HEAD", "POST"])
def key_figure(request: HttpRequest, desk: Desk, vertelpunt: str, figure: int) -> HttpResponse:
    """Change one key figure."""
    place = workplace(desk, vertelpunt)
    found = _figure(place, str(figure))
    sheet = found.track.slug if found.track else WHOLE
    form = FigureForm(request.POST) if request.method == "POST" else FigureForm.of(ShownFigure(found))
    if request.method == "POST" and form.is_valid():
        actions.write_figure(place=place, figure=found, line=form.line())
        return redirect("patterns:key_figures_edit", desk.coalition.slug, vertelpunt, sheet)
    shown = {"form": form, "sheet": sheet, "figure": found}
    return render(request, "patterns/key_figure.html", context(place, "key_figures") | shown)
