"""Print packs: what goes in and how much paper it takes, and the PDF for one table or for all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duiding.access import session_of, table_of
from duiding.actions.packs import record_packs
from duiding.forms.packs import NAMES, PackForm
from duiding.models import Session, Table
from duiding.packs.content import Laid, content, laid_on, rows_of
from duiding.packs.counted import sheets_in
from duiding.packs.made import Sheets, pack_pdf
from duiding.queries.packs import to_take_out
from lib.errors import Refused
from people.access import Desk, member_view
from people.roles import Permission

PREPARE = Permission.PREPARE_SESSIONS


def _counted(laid: list[Laid], counts: dict[int, Sheets]) -> list[dict[str, object]]:
    return [
        {
            "table": one.table,
            "total": counts[one.table.pk].total,
            "parts": [(NAMES[part], n) for part, n in counts[one.table.pk].parts],
            "people": len(one.people),
        }
        for one in laid
        if one.table.pk in counts
    ]


@member_view(PREPARE)
@require_safe
def packs(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Choose what is printed; it says before how many sheets of paper that takes, table by table."""
    session, form = session_of(desk, pk), PackForm(request.GET)
    laid = laid_on(rows_of(session), form.chosen)
    rows = _counted(laid, sheets_in(session, content(desk, session, laid, form.chosen)) if laid else {})
    context = {
        "desk": desk,
        "session": session,
        "form": form,
        "rows": rows,
        "total": sum(int(str(row["total"])) for row in rows),
        "query": request.GET.urlencode() if form.is_bound and form.is_valid() else "",
        "out": to_take_out(session),
    }
    return render(request, "duiding/packs.html", context, status=400 if form.is_bound and not form.is_valid() else 200)


def _file(request: HttpRequest, desk: Desk, session: Session, table: Table | None = None) -> HttpResponse:
    form = PackForm(request.GET)
    if form.is_bound and not form.is_valid():
        raise Refused("print_choice", _("This cannot be printed like that. Go back and choose again."))
    laid = laid_on(rows_of(session, table), form.chosen)
    if not laid:
        raise Refused("no_tables", _("There is no table yet. Add one, then print."))
    made = pack_pdf(content(desk, session, laid, form.chosen))
    record_packs(desk=desk, laid=laid)
    name = f"session-{session.pk}" + (f"-table-{table.position + 1}" if table else "")
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


@member_view(PREPARE)
@require_safe
def packs_print(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Print the packs of all tables as one PDF."""
    return _file(request, desk, session_of(desk, pk))


@member_view(PREPARE)
@require_safe
def pack_print(request: HttpRequest, desk: Desk, pk: int, table: int) -> HttpResponse:
    """Print the pack of one table."""
    found = table_of(desk, pk, table)
    return _file(request, desk, found.session, found)
