"""Who asks: the page on which logos and faces are given, and the pictures themselves."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lib.errors import Refused
from people.access import Desk, member_view, roles_in
from people.models import User
from people.roles import Permission
from vertelpunt.access import own_vertelpunt
from vertelpunt.actions import askers as act
from vertelpunt.models import Asker, Vertelpunt
from vertelpunt.spreading.forms import AskerForm
from vertelpunt.spreading.pictures import LARGEST_UPLOAD
from vertelpunt.views.channels import page

AGE = 24 * 60 * 60


@member_view(Permission.EDIT_VERTELPUNT)
def askers(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show who asks; add a logo or a face, or take one away."""
    point = own_vertelpunt(desk, vertelpunt)
    if request.method == "POST" and "remove" in request.POST:
        found = get_object_or_404(point.askers, file=request.POST["remove"])
        act.remove_asker(desk=desk, asker=found)
        messages.success(request, _("Taken away."))
        return redirect("vertelpunt:askers", desk.coalition.slug, point.slug)
    form = AskerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _add(desk, point, form):
        messages.success(request, _("It stands on the first page."))
        return redirect("vertelpunt:askers", desk.coalition.slug, point.slug)
    context = {"form": form, "askers": point.askers.all(), "full": point.askers.count() >= act.MOST}
    return page(request, desk, point, "askers", context, 422 if form.errors else 200)


def _add(desk: Desk, point: Vertelpunt, form: AskerForm) -> bool:
    picture = form.cleaned_data["picture"]
    words = {name: form.cleaned_data[name] for name in ("kind", "name", "alt")}
    try:
        act.add_asker(desk=desk, point=point, upload=picture.read(LARGEST_UPLOAD + 1), **words)
    except Refused as refused:
        form.add_error("picture", str(refused.message))
        return False
    return True


@require_safe
def picture(request: HttpRequest, slug: str, asker: int) -> HttpResponse:
    """Return the picture of somebody who asks; it can do nothing but be looked at."""
    found = get_object_or_404(Asker.objects.select_related("vertelpunt__coalition"), pk=asker, vertelpunt__slug=slug)
    data = act.picture_of(found) if _may_see(request, found.vertelpunt) else None
    if data is None:
        raise Http404
    response = HttpResponse(data, content_type="image/webp")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = "inline"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = f"private, max-age={AGE}"
    return response


def _may_see(request: HttpRequest, point: Vertelpunt) -> bool:
    """Tell whether this person sees the first page: everybody once it was open, before that only the coalition."""
    if point.state != Vertelpunt.State.DRAFT:
        return True
    return isinstance(request.user, User) and bool(roles_in(request.user, point.coalition))
