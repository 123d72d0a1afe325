"""The pages of an import: choose a file, look at its columns, read what would come in, start, and undo."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lib.errors import Refused
from lib.forms import PlainWords
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt import intake_files, tasks
from vertelpunt.access import own_vertelpunt
from vertelpunt.actions import bringing_in, intakes
from vertelpunt.actions.making import empty_draft
from vertelpunt.forms import AudienceChoice
from vertelpunt.importing import posted, words
from vertelpunt.importing.mapping import Mapping, faults_in, from_json
from vertelpunt.intake_page import columns_context, report_context
from vertelpunt.making.presets import FROM_FILE
from vertelpunt.models import Audience, Intake, Vertelpunt
from vertelpunt.views.making import page

S = Intake.State
READING = (S.READING, S.CHECKING, S.WAITING, S.RUNNING, S.UNDOING)


class UploadForm(PlainWords, forms.Form):
    """The file, what belongs to it, and who told."""

    file = forms.FileField(
        label=gettext_lazy("File with stories"),
        help_text=gettext_lazy("CSV, tab-separated or Excel (.xlsx), up to 256 MB. One row for each story."),
    )
    beside = forms.FileField(
        label=gettext_lazy("Story form or framework"),
        required=False,
        help_text=gettext_lazy("Only for NarraFirma (its story form) and SenseMaker (its framework, a JSON file)."),
    )
    audience = AudienceChoice(
        Audience.objects.none(),
        label=gettext_lazy("Who told these stories?"),
        required=False,
        empty_label=gettext_lazy("different people, or nobody knows"),
    )

    def __init__(self, *args: Any, point: Vertelpunt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].queryset = point.audiences.all()  # type: ignore[attr-defined]


@member_view(Permission.EDIT_VERTELPUNT)
def imports(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show what was brought in, and take a file."""
    point = own_vertelpunt(desk, vertelpunt)
    form = UploadForm(request.POST or None, request.FILES or None, point=point)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        uploads = [one for one in (data["file"], data["beside"]) if one]
        try:
            made = intakes.begin_intake(desk=desk, point=point, uploads=uploads, audience=data["audience"])
            tasks.look_at_file.enqueue(str(made.pk))
            return redirect("vertelpunt:import", desk.coalition.slug, point.slug, made.pk)
        except Refused as refused:
            form.add_error("beside" if refused.code in ("bad_framework", "no_pair") else "file", str(refused.message))
    context = {"form": form, "intakes": point.intakes.select_related("made_by"), "step": 1}
    return page(request, desk, point, "imports", context, 422 if form.errors else 200)


@member_view(Permission.EDIT_VERTELPUNT)
def import_(request: HttpRequest, desk: Desk, vertelpunt: str, intake: UUID) -> HttpResponse:
    """Show one import at the step where it is, and take the next step."""
    point = own_vertelpunt(desk, vertelpunt)
    found = get_object_or_404(point.intakes.select_related("vertelpunt__coalition", "made_by"), pk=intake)
    if request.method == "POST":
        return _step(request, desk, found)
    return _show(request, desk, found)


def _show(request: HttpRequest, desk: Desk, intake: Intake) -> HttpResponse:
    base: dict[str, Any] = {"intake": intake, "tab": "imports", "silent": bringing_in.is_silent(intake)}
    if intake.state in READING:
        base["percent"] = round(intake.progress * 100)
        if request.headers.get("HX-Request"):
            return render(request, "vertelpunt/making/_import_busy.html", base | {"desk": desk})
        return page(request, desk, intake.vertelpunt, "import_busy", base)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    if intake.state == S.COLUMNS:
        return page(request, desk, intake.vertelpunt, "import_columns", base | columns_context(intake))
    if intake.state == S.CHECKED:
        base["begins"] = empty_draft(intake.vertelpunt) is not None
        return page(request, desk, intake.vertelpunt, "import_report", base | report_context(intake))
    if intake.state == S.FAILED:
        base["fault"] = words.fault_words(intake.fault, intake.report.get("fault", {}))
        base |= {"encodings": words.ENCODINGS, "delimiters": words.DELIMITERS, "step": 1}
        base["is_table"] = intake.kind != Intake.Kind.NARRAFIRMA and intake.fault not in words.OF_WORKBOOK
    base["begins"] = intake.vertelpunt.preset == FROM_FILE and intake.vertelpunt.state == Vertelpunt.State.DRAFT
    return page(request, desk, intake.vertelpunt, "import_done", base | {"step": 4})


def _step(request: HttpRequest, desk: Desk, intake: Intake) -> HttpResponse:
    do = request.POST.get("do", "")
    step = STEPS.get(do, _keep_columns)
    try:
        return step(request, desk, intake)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return _back(desk, intake)


def _back(desk: Desk, intake: Intake, anchor: str = "") -> HttpResponse:
    found = redirect("vertelpunt:import", desk.coalition.slug, intake.vertelpunt.slug, intake.pk)
    found.headers["Location"] += anchor
    return found


def _said(request: HttpRequest, desk: Desk, intake: Intake) -> Mapping:
    """Keep what the page says of the columns."""
    mapping = posted.read(request.POST, from_json(intake.mapping))
    mapping = posted.with_values(mapping, intake_files.seen(intake.pk))
    intakes.change_mapping(desk=desk, intake=intake, mapping=mapping)
    return mapping


def _keep_columns(request: HttpRequest, desk: Desk, intake: Intake) -> HttpResponse:
    if intake.state in (S.COLUMNS, S.CHECKED) and intake.kind != Intake.Kind.NARRAFIRMA:
        _said(request, desk, intake)
        messages.success(request, _("Kept. Nothing has come in yet."))
    return _back(desk, intake)


def _check(request: HttpRequest, desk: Desk, intake: Intake) -> HttpResponse:
    mapping = _said(request, desk, intake)
    if mapping.open() or faults_in(mapping):
        messages.error(request, _("Something still waits for you to look at it. Nothing is guessed."))
        return _back(desk, intake, "#asks")
    intake.refresh_from_db()
    intakes.ask_check(desk=desk, intake=intake)
    tasks.check_file.enqueue(str(intake.pk))
    return _back(desk, intake)


def _to_columns(request: HttpRequest, desk: Desk, intake: Intake) -> HttpResponse:
    intakes.change_mapping(desk=desk, intake=intake, mapping=from_json(intake.mapping))
    return _back(desk, intake)


def _read_otherwise(request: HttpRequest, desk: Desk, intake: Intake) -> HttpResponse:
    encoding, delimiter = request.POST.get("encoding", ""), request.POST.get("delimiter", "")
    chosen: dict[str, Any] = {}
    if encoding in words.ENCODINGS:
        chosen["encoding"] = encoding
    if delimiter in words.DELIMITERS:
        chosen["delimiter"] = delimiter
    for name in ("labels", "upper"):
        if name in request.POST:
            chosen[name] = request.POST[name] == "yes"
    intakes.read_otherwise(desk=desk, intake=intake, chosen=chosen)
    tasks.look_at_file.enqueue(str(intake.pk))
    return _back(desk, intake)


def _start(request: HttpRequest, desk: Desk, intake: Intake) -> HttpResponse:
    bringing_in.start_intake(desk=desk, intake=intake, screened="screened" in request.POST)
    tasks.bring_file_in.enqueue(str(intake.pk))
    return _back(desk, intake)


def _discard(request: HttpRequest, desk: Desk, intake: Intake) -> HttpResponse:
    bringing_in.discard_intake(desk=desk, intake=intake)
    messages.success(request, _("The file is gone. Nothing of it came in."))
    return redirect("vertelpunt:imports", desk.coalition.slug, intake.vertelpunt.slug)


def _undo(request: HttpRequest, desk: Desk, intake: Intake) -> HttpResponse:
    if "sure" not in request.POST:
        messages.error(request, _("Tick that you are sure. Nothing was taken out."))
        return _back(desk, intake, "#undo")
    bringing_in.undo_intake(desk=desk, intake=intake)
    tasks.take_file_out.enqueue(str(intake.pk))
    return _back(desk, intake)


def _go_on(request: HttpRequest, desk: Desk, intake: Intake) -> HttpResponse:
    bringing_in.go_on(desk=desk, intake=intake)
    again = {S.READING: tasks.look_at_file, S.CHECKING: tasks.check_file, S.UNDOING: tasks.take_file_out}
    again.get(S(intake.state), tasks.bring_file_in).enqueue(str(intake.pk))
    return _back(desk, intake)


STEPS = {
    "keep": _keep_columns,
    "check": _check,
    "columns": _to_columns,
    "read": _read_otherwise,
    "start": _start,
    "discard": _discard,
    "undo": _undo,
    "again": _go_on,
}
