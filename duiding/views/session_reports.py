"""The report of a session: on screen, written in, as a file, and read by who took part."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duiding.access import session_of
from duiding.actions.session_reports import (
    locked_report,
    must_be_held,
    must_be_read_by,
    send_report,
    take_report,
    to_send,
    write_report,
)
from duiding.forms.session_reports import ReportForm
from duiding.models import Session, SessionReport
from duiding.queries.session_reports import versions_of
from duiding.report.council import letter
from duiding.report.files import as_json, workbook
from duiding.report.links import arriving, let_in, read_by
from duiding.report.made import report
from duiding.report.pdf import pdf
from duiding.report.source import Source, source_of
from duiding.report.word import word
from people.access import Desk, member_view
from people.roles import Permission

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES: dict[str, tuple[str, Callable[[Source], bytes]]] = {
    "report.pdf": ("application/pdf", lambda source: pdf(report(source))),
    "report.docx": (DOCX, lambda source: word(report(source))),
    "report.xlsx": (XLSX, lambda source: workbook(report(source))),
    "report.json": ("application/json", lambda source: as_json(report(source))),
    "letter.pdf": ("application/pdf", lambda source: pdf(letter(source), two_pages=True)),
    "letter.docx": (DOCX, lambda source: word(letter(source))),
}


def _file(name: str, source: Source) -> HttpResponse:
    kind, make = FILES[name]
    response = HttpResponse(make(source), content_type=kind)
    stem, _dot, end = name.rpartition(".")
    response["Content-Disposition"] = f'attachment; filename="{stem}-{source.session.held_on:%Y-%m-%d}.{end}"'
    return response


@member_view(Permission.READ_FIGURES)
@require_safe
def session_report(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show the report as it is now, with what can be done with it."""
    session = session_of(desk, pk)
    must_be_read_by(desk, session)
    source = source_of(session)
    prepares = desk.may(Permission.PREPARE_SESSIONS)
    context = {
        "desk": desk,
        "session": session,
        "document": report(source),
        "report": source.report,
        "prepares": prepares,
        "to_send": len(to_send(session)) if prepares else 0,
        "sent": session.invitees.filter(pk__in=source.report.sent.values("invitee")).count() if prepares else 0,
        "hidden": prepares and source.report.texts.filter(hidden=True).exists(),
    }
    return render(request, "duiding/session_report.html", context)


@member_view(Permission.PREPARE_SESSIONS)
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def session_report_edit(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Write in the report and in the letter; what stood there before is kept, also what others wrote meanwhile."""
    session = session_of(desk, pk)
    must_be_held(session)
    found = SessionReport.objects.filter(session=session).first() or SessionReport(session=session)
    if request.method == "POST":
        found = locked_report(session)
    form = ReportForm(request.POST or None, report=found)
    if form.is_valid():
        if write_report(desk=desk, session=session, texts=form.texts, owners_named=form.owners_named):
            messages.success(request, _("The report was changed. What stood there before is kept."))
        return redirect("duiding:session_report", desk.coalition.slug, session.pk)
    context = {"desk": desk, "session": session, "form": form, "versions": versions_of(found)}
    return render(request, "duiding/session_report_edit.html", context, status=form.status)


@member_view(Permission.PREPARE_SESSIONS)
@require_POST
def session_report_send(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Mail the link to who took part."""
    sent = send_report(desk=desk, session=session_of(desk, pk))
    text = ngettext("%(n)s mail is on its way.", "%(n)s mails are on their way.", sent)
    messages.success(request, text % {"n": sent})
    return redirect("duiding:session_report", desk.coalition.slug, pk)


@member_view(Permission.READ_FIGURES)
@require_safe
def session_report_file(request: HttpRequest, desk: Desk, pk: int, name: str) -> HttpResponse:
    """Give the report, the letter or the data as a file."""
    session = session_of(desk, pk)
    if name not in FILES:
        raise Http404
    take_report(desk=desk, session=session)
    return _file(name, source_of(session))


@require_safe
def read_arrive(request: HttpRequest, key: str) -> HttpResponse:
    """Take the secret out of the address at once."""
    invitee = arriving(key)
    if invitee is None:
        return render(request, "duiding/read_closed.html", status=410)
    return let_in(redirect("duiding:read"), invitee)


@require_safe
def read(request: HttpRequest) -> HttpResponse:
    """Show the report to who took part."""
    session = read_by(request)
    if session is None:
        return render(request, "duiding/read_closed.html", status=410)
    return render(request, "duiding/read.html", {"session": session, "document": report(source_of(session))})


@require_safe
def read_pdf(request: HttpRequest) -> HttpResponse:
    """Give the report as PDF to who took part."""
    session: Session | None = read_by(request)
    if session is None:
        return render(request, "duiding/read_closed.html", status=410)
    return _file("report.pdf", source_of(session))
