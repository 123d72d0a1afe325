"""Tracks: the list, one with its stories, stories to put on it by hand, and proposals from the text."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from lib.errors import Refused
from patterns.actions import tracks as actions
from patterns.models import Track
from patterns.tracks.forms import NewTrackForm, TrackForm
from patterns.tracks.queries import Wanted, audiences_of, names_by_story, offered, stories_on, track_of, tracks_of
from patterns.views.dashboard import context
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import Workplace, workplace

WRITE = ["GET", "HEAD", "POST"]
PAGE = 25
MOST_AT_ONCE = 200


def numbers(typed: Sequence[str]) -> list[int]:
    """Return the numbers among what a form sent."""
    return [int(one) for one in typed[:MOST_AT_ONCE] if one.isascii() and one.isdecimal() and len(one) < 9]


@member_view(Permission.READ_STORIES)
@require_http_methods(WRITE)
def tracks(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show the tracks of a coalition for a Vertelpunt; by POST make one."""
    place, form = workplace(desk, vertelpunt), NewTrackForm(request.POST or None)
    if request.method == "POST":
        desk.require(Permission.WRITE_CARDS)
        if form.is_valid():
            try:
                made = actions.make_track(place=place, **form.cleaned_data)
                return redirect("patterns:track", desk.coalition.slug, vertelpunt, made.slug)
            except Refused as refused:
                form.add_error("name", str(refused.message))
    shown = {"tracks": tracks_of(place), "form": form}
    return render(request, "patterns/tracks.html", context(place, "tracks") | shown)


@member_view(Permission.READ_STORIES)
@require_http_methods(WRITE)
def track(request: HttpRequest, desk: Desk, vertelpunt: str, track: str) -> HttpResponse:
    """Show the stories on a track; by POST take one off."""
    place = workplace(desk, vertelpunt)
    found = track_of(place, track)
    if request.method == "POST":
        gone = actions.take_off_track(place=place, track=found, numbers=numbers(request.POST.getlist("story")))
        messages.success(request, _taken_off(gone))
        return redirect("patterns:track", desk.coalition.slug, vertelpunt, track)
    page = Paginator(stories_on(place, found).order_by("-told_on", "-number"), PAGE).get_page(request.GET.get("page"))
    return render(request, "patterns/track.html", context(place, "tracks") | {"track": found, "page": page})


def _put(count: int, track: Track) -> str:
    words = ngettext("%(n)s story was put on “%(track)s”.", "%(n)s stories were put on “%(track)s”.", count)
    return words % {"n": count, "track": track.name}


def _taken_off(count: int) -> str:
    words = ngettext("%(n)s story was taken off this track.", "%(n)s stories were taken off this track.", count)
    return words % {"n": count}


@member_view(Permission.WRITE_CARDS)
@require_http_methods(WRITE)
def track_edit(request: HttpRequest, desk: Desk, vertelpunt: str, track: str) -> HttpResponse:
    """Change the words and the colour of a track, its place in the order, or remove it."""
    place = workplace(desk, vertelpunt)
    found, do = track_of(place, track), request.POST.get("do", "")
    if do == "remove":
        actions.remove_track(desk=desk, track=found)
        messages.success(request, _("The track “%(track)s” is gone. Its stories stay.") % {"track": found.name})
        return redirect("patterns:tracks", desk.coalition.slug, vertelpunt)
    if do in ("earlier", "later"):
        actions.move_track(desk=desk, track=found, earlier=do == "earlier")
        return redirect("patterns:tracks", desk.coalition.slug, vertelpunt)
    form = TrackForm(request.POST) if request.method == "POST" else TrackForm.of(found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_track(desk=desk, track=found, **form.cleaned_data)
            return redirect("patterns:track", desk.coalition.slug, vertelpunt, track)
        except Refused as refused:
            form.add_error("name", str(refused.message))
    return render(request, "patterns/track_edit.html", context(place, "tracks") | {"track": found, "form": form})


@member_view(Permission.WRITE_CARDS)
@require_http_methods(WRITE)
def track_add(request: HttpRequest, desk: Desk, vertelpunt: str, track: str) -> HttpResponse:
    """Look for stories and put those that are ticked on a track, many at once."""
    place = workplace(desk, vertelpunt)
    found = track_of(place, track)
    if request.method == "POST":
        _add(request, place, found)
        return redirect(request.get_full_path())
    every = list(tracks_of(place))
    wanted = Wanted(
        request.GET.get("q", "").replace("\0", "")[:80],
        request.GET.get("audience", "").replace("\0", ""),
        "free" in request.GET,
    )
    stories = wanted.of_stories(place.readable(), every).exclude(pk__in=stories_on(place, found).values("pk"))
    stories = stories.select_related("audience", "region").order_by("-told_on", "-number")
    page = Paginator(stories, PAGE).get_page(request.GET.get("page"))
    on = names_by_story(every, page.object_list)
    query = request.GET.copy()
    query.pop("page", None)
    shown = {
        "track": found,
        "wanted": wanted,
        "audiences": audiences_of(place),
        "page": page,
        "rows": [(story, on.get(story.pk, ())) for story in page],
        "query": query.urlencode(),
    }
    return render(request, "patterns/track_add.html", context(place, "tracks") | shown)


def _add(request: HttpRequest, place: Workplace, found: Track) -> None:
    try:
        count = actions.put_on_track(place=place, track=found, numbers=numbers(request.POST.getlist("story")))
        messages.success(request, _put(count, found))
    except Refused as refused:
        messages.error(request, str(refused.message))


@member_view(Permission.WRITE_CARDS)
@require_http_methods(WRITE)
def track_proposals(request: HttpRequest, desk: Desk, vertelpunt: str, track: str) -> HttpResponse:
    """Show which stories might belong on a track, with the words that say so; by POST say yes, no or undo."""
    place = workplace(desk, vertelpunt)
    found = track_of(place, track)
    if request.method == "POST":
        return _judge(request, place, found)
    shown = {"track": found, "offered": offered(place, found)}
    return render(request, "patterns/track_proposals.html", context(place, "tracks") | shown)


def _judge(request: HttpRequest, place: Workplace, found: Track) -> HttpResponse:
    do, chosen = request.POST.get("do", ""), numbers([request.POST.get("story", "")])
    if do == "yes":
        actions.put_on_track(place=place, track=found, numbers=chosen, proposed=True)
    elif do == "no":
        actions.reject_for_track(place=place, track=found, numbers=chosen)
    else:
        actions.take_off_track(place=place, track=found, numbers=chosen)
    if not request.headers.get("HX-Request"):
        return redirect("patterns:track_proposals", place.desk.coalition.slug, place.vertelpunt.slug, found.slug)
    story = get_object_or_404(place.readable().select_related("audience", "region"), number=(chosen or [0])[0])
    shown = {"track": found, "story": story, "done": do if do in ("yes", "no") else ""}
    return render(request, "patterns/_track_offered.html", context(place, "tracks") | shown)


@member_view(Permission.WRITE_CARDS)
@require_POST
def story_tracks(request: HttpRequest, desk: Desk, vertelpunt: str, number: int) -> HttpResponse:
    """Let a story be on the tracks that were ticked beside it."""
    place = workplace(desk, vertelpunt)
    story = get_object_or_404(place.readable(), number=number)
    chosen = tracks_of(place).filter(slug__in=request.POST.getlist("track")[:50])
    actions.set_tracks(place=place, story=story, tracks=chosen)
    messages.success(request, _("Kept: the tracks of this story."))
    return redirect("patterns:story", desk.coalition.slug, vertelpunt, number)
