"""Telling how it goes by a link, without an account; and stopping mails by one click."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duiding.actions.followers import stop_mails
from duiding.actions.reporting import report, tell_for_other
from duiding.forms.following import ReportForm
from duiding.models import Pair
from duiding.secret_links import arriving, let_in, let_out, reporting, stopping


@require_safe
def report_arrive(request: HttpRequest, key: str) -> HttpResponse:
    """Take the secret out of the address at once."""
    follower = arriving(key)
    if follower is None:
        return render(request, "duiding/report_closed.html", status=410)
    return let_in(redirect("duiding:report"), follower)


@require_http_methods(["GET", "HEAD", "POST"])
def report_page(request: HttpRequest) -> HttpResponse:
    """Let the owner tell how it goes."""
    owner = reporting(request)
    if owner is None:
        return render(request, "duiding/report_closed.html", status=410)
    form = ReportForm(request.POST or None, proposal=owner.proposal)
    pair = _pair(owner.proposal_id)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        done = data.pop("done", ())
        report(owner=owner, data=data, done=list(done))  # type: ignore[arg-type]
        return render(request, "duiding/report_thanks.html", {"proposal": owner.proposal, "pair": pair})
    entries = owner.proposal.progress.filter(hidden=False)[:3]
    context = {"proposal": owner.proposal, "form": form, "pair": pair, "entries": entries}
    return render(request, "duiding/report.html", context, status=400 if form.errors else 200)


def _pair(proposal: int) -> Pair | None:
    shown = Pair.objects.filter(asks=proposal, answers__hidden=False)
    return shown.select_related("answers__coalition").first()


@require_http_methods(["GET", "HEAD", "POST"])
def report_other(request: HttpRequest) -> HttpResponse:
    """Let an owner write down what another owner answers."""
    owner = reporting(request)
    pair = _pair(owner.proposal_id) if owner else None
    if pair is None:
        return render(request, "duiding/report_closed.html", status=410)
    form = ReportForm(request.POST or None, proposal=pair.answers, ask_done=False)
    if request.method == "POST" and form.is_valid():
        tell_for_other(pair=pair, data=form.cleaned_data)  # type: ignore[arg-type]
        return render(request, "duiding/report_thanks.html", {"proposal": pair.answers})
    context = {"proposal": pair.answers, "form": form, "asks": True}
    return render(request, "duiding/report.html", context, status=400 if form.errors else 200)


@require_POST
def report_leave(request: HttpRequest) -> HttpResponse:
    """Forget in this browser who reports."""
    return let_out(redirect("people:home"))


@csrf_exempt  # a mail program posts this without cookies (RFC 8058); the key in the address is the only authority
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """Ask whether to stop mails about a proposal; only a POST stops them: programs that look at mail open links."""
    follower = stopping(key)
    if follower is None:
        raise Http404
    if request.method == "POST":
        stop_mails(follower=follower)
    return render(request, "duiding/stop.html", {"proposal": follower.proposal, "stopped": follower.stopped_on})
