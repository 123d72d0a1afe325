"""Members' pages of telling together: open and close a sitting, print forms and the script."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_POST, require_safe

from lib.errors import Refused
from lib.forms import PlainWords
from people.access import Desk, member_view
from people.models import Region
from people.roles import Permission
from vertelpunt import queries
from vertelpunt.access import workplace
from vertelpunt.actions.paper import MOST, print_forms
from vertelpunt.actions.sittings import close_sitting, is_open, open_sitting, sitting_key
from vertelpunt.forms import AudienceChoice
from vertelpunt.models import Audience, Sitting, Vertelpunt
from vertelpunt.paper.printing import LANGUAGES, form_pdf, script_pdf


class SittingForm(PlainWords, forms.Form):
    """Whom a sitting is with, where and when."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"), choices=Sitting.Kind.choices, widget=forms.RadioSelect, initial="table"
    )
    audience = AudienceChoice(Audience.objects.none(), label=gettext_lazy("Who tells?"), empty_label=None)
    place = forms.CharField(
        label=gettext_lazy("Where?"),
        max_length=120,
        help_text=gettext_lazy("For example: community centre De Ster. It stays with the sitting, not with a story."),
    )
    region: forms.ModelChoiceField[Region] = forms.ModelChoiceField(
        Region.objects.none(),
        label=gettext_lazy("In which region?"),
        required=False,
        empty_label=gettext_lazy("leave open"),
        help_text=gettext_lazy("It is filled in for every story; the teller can change it."),
    )
    held_on = forms.DateField(
        label=gettext_lazy("When?"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, *args: Any, point: Vertelpunt, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"held_on": timezone.localdate(), "kind": "table"}} | kwargs)
        self.fields["audience"].queryset = point.audiences.filter(offered=True)  # type: ignore[attr-defined]
        regions = queries.regions(point)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]
        if not regions.exists():
            del self.fields["region"]


class PaperFormsForm(PlainWords, forms.Form):
    """Which forms are printed, and how many."""

    paper_audience = AudienceChoice(Audience.objects.none(), label=gettext_lazy("For whom?"), empty_label=None)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=())
    count = forms.IntegerField(label=gettext_lazy("How many?"), min_value=1, max_value=MOST, initial=8)
    two_sided = forms.BooleanField(
        label=gettext_lazy("Printed on both sides"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Then the first sheet, which the teller keeps, has nothing of the form on its back."),
    )

    def __init__(self, *args: Any, point: Vertelpunt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper_audience"].queryset = point.audiences.filter(offered=True)  # type: ignore[attr-defined]
        self.fields["language"].choices = LANGUAGES  # type: ignore[attr-defined]


def _page(
    request: HttpRequest, desk: Desk, point: Vertelpunt, *, form: SittingForm | None = None,
    paper: PaperFormsForm | None = None,
) -> HttpResponse:  # fmt: skip
    """Show the sittings that this coalition opened here, and the forms to open one and to print."""
    context = {
        "desk": desk,
        "point": point,
        "form": form or SittingForm(point=point),
        "paper": paper or PaperFormsForm(point=point),
        "sittings": [(one, is_open(one)) for one in sittings_of(desk, point)],
        "can_print": queries.current_version(point) is not None,
    }
    wrong = (form and form.errors) or (paper and paper.errors)
    return render(request, "vertelpunt/together/sittings.html", context, status=422 if wrong else 200)


def sittings_of(desk: Desk, point: Vertelpunt) -> Any:
    """Return the sittings that the desk's coalition opened at `point`."""
    return Sitting.objects.filter(vertelpunt=point, coalition=desk.coalition).select_related("audience", "region")


@member_view(Permission.PREPARE_SESSIONS)
def sittings(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show the sittings, and open one."""
    point = workplace(desk, vertelpunt).vertelpunt
    form = SittingForm(request.POST or None, point=point)
    if request.method == "POST" and form.is_valid():
        try:
            made = open_sitting(desk=desk, point=point, **{"region": None} | form.cleaned_data)
            return redirect("vertelpunt:sitting", desk.coalition.slug, point.slug, made.pk)
        except Refused as refused:
            form.add_error("held_on" if refused.code == "not_yet" else None, str(refused.message))
    return _page(request, desk, point, form=form)


@member_view(Permission.PREPARE_SESSIONS)
def sitting(request: HttpRequest, desk: Desk, vertelpunt: str, sitting: UUID) -> HttpResponse:
    """Show a sitting with its link; close it."""
    point = workplace(desk, vertelpunt).vertelpunt
    found = get_object_or_404(sittings_of(desk, point), pk=sitting)
    if request.method == "POST":
        close_sitting(desk=desk, sitting=found)
        messages.success(request, _("The sitting is closed. Its link does not work any more."))
        return redirect("vertelpunt:sittings", desk.coalition.slug, point.slug)
    address = reverse("vertelpunt:collect", args=[point.slug, sitting_key(found)])
    context = {"sitting": found, "open": is_open(found), "link": request.build_absolute_uri(address)}
    return render(request, "vertelpunt/together/sitting.html", {"desk": desk, "point": point} | context)


@require_POST
@member_view(Permission.PREPARE_SESSIONS)
def paper_forms(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Give new forms as one PDF; it is not kept, since the codes of the tellers stand in it."""
    point = workplace(desk, vertelpunt).vertelpunt
    form, version = PaperFormsForm(request.POST, point=point), queries.current_version(point)
    if version is None:
        raise Http404
    if not form.is_valid():
        return _page(request, desk, point, paper=form)
    chosen = form.cleaned_data
    language, audience = chosen["language"], chosen["paper_audience"]
    printed = print_forms(desk=desk, version=version, audience=audience, count=chosen["count"], language=language)
    with override(language):
        made = form_pdf(
            version, audience, printed, site=request.build_absolute_uri("/"), two_sided=chosen["two_sided"]
        )
    return _pdf(made, f"{point.slug}-{audience.key}-{language}.pdf", "attachment")


def _pdf(made: bytes, name: str, how: str = "inline") -> HttpResponse:
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    return response


@require_safe
@member_view(Permission.PREPARE_SESSIONS)
def script(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Give the script for leading a story table as a PDF of one A4."""
    point = workplace(desk, vertelpunt).vertelpunt
    return _pdf(script_pdf(point), f"verteltafel-{point.slug}.pdf")
