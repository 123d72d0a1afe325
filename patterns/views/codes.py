"""The code book of readers: its questions, one changed, stories judged one at a time, and all of it as files."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lib.csvfile import csv_text
from lib.errors import Refused
from patterns.actions import codes as actions
from patterns.codes.forms import ChangeForm, QuestionForm
from patterns.codes.queries import BOOK_HEAD, HEAD, OTHERS, Book, history_of
from patterns.codes.values import CANNOT_TELL
from patterns.models import Annotation, CodeQuestion
from patterns.numbers import NOTHING, decimal, percent
from patterns.tracks.queries import tracks_of
from patterns.views.dashboard import context
from people.access import Desk, member_view
from people.roles import Permission
from vertelpunt.access import workplace
from vertelpunt.models import Story

WRITE = ["GET", "HEAD", "POST"]
SLIDER_STEPS = range(0, 101, 10)


@member_view(Permission.READ_STORIES)
@require_http_methods(WRITE)
def codes(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Show the code book, how far readers are and how far they agree; by POST add a question."""
    place, form = workplace(desk, vertelpunt), QuestionForm(request.POST or None)
    if request.method == "POST":
        desk.require(Permission.ANALYSE)
        if form.is_valid():
            try:
                actions.add_question(place=place, **form.written())
                return redirect("patterns:codes", desk.coalition.slug, vertelpunt)
            except Refused as refused:
                form.add_error(None, str(refused.message))
    book = Book(place)
    shown = {
        "book": book.row,
        "judged": [(one, [_agreement(each) for each in one.agreements]) for one in book.judged()],
        "readers": book.readers(),
        "stories": place.readable().count(),
        "tracks": tracks_of(place),
        "form": form,
    }
    return render(request, "patterns/codes.html", context(place, "codes") | shown)


def _agreement(one: Any) -> dict[str, str]:
    names = {"first": one.first, "second": one.second}
    return {
        "names": _("%(first)s and %(second)s") % names,
        "stories": decimal(one.stories),
        "same": percent(one.same),
        "kappa": NOTHING if one.kappa is None else decimal(one.kappa, 2),
    }


@member_view(Permission.ANALYSE)
@require_http_methods(WRITE)
def code(request: HttpRequest, desk: Desk, vertelpunt: str, code: str) -> HttpResponse:
    """Change a question of the code book, or ask it no more; below it stands what it was before."""
    place = workplace(desk, vertelpunt)
    question = get_object_or_404(Book(place).questions, key=code)
    do = request.POST.get("do", "")
    if do in ("retire", "back"):
        actions.retire_question(place=place, question=question, retired=do == "retire")
        return redirect("patterns:code", desk.coalition.slug, vertelpunt, code)
    form = ChangeForm(question, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_question(place=place, question=question, **form.written())
            messages.success(request, _("Kept. This is the next version of the code book."))
            return redirect("patterns:code", desk.coalition.slug, vertelpunt, code)
        except Refused as refused:
            form.add_error(None, str(refused.message))
            question.refresh_from_db()
    shown = {"question": question, "form": form, "history": history_of(question)}
    return render(request, "patterns/code.html", context(place, "codes") | shown)


def _among(request: HttpRequest) -> str:
    return request.GET.get("among", "").replace("\0", "")[:40]


@member_view(Permission.WRITE_CARDS)
@require_safe
def code_next(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Lead to the next story that this reader did not judge yet."""
    book, among = Book(workplace(desk, vertelpunt)), _among(request)
    if not book.asked:
        messages.error(request, _("The code book has no questions yet."))
        return redirect("patterns:codes", desk.coalition.slug, vertelpunt)
    after = request.GET.get("after", "")
    story = book.next_story(among, int(after) if after.isascii() and after.isdecimal() and len(after) < 9 else 0)
    if story is None:
        messages.success(request, _("You have read all of these stories."))
        return redirect("patterns:codes", desk.coalition.slug, vertelpunt)
    return redirect(_address(desk, vertelpunt, story.number, among))


def _address(desk: Desk, vertelpunt: str, number: int, among: str) -> str:
    address = reverse("patterns:code_story", args=[desk.coalition.slug, vertelpunt, number])
    return f"{address}?{urlencode({'among': among})}" if among else address


@member_view(Permission.WRITE_CARDS)
@require_http_methods(WRITE)
def code_story(request: HttpRequest, desk: Desk, vertelpunt: str, number: int) -> HttpResponse:
    """Judge one story: the questions of the code book beside its text."""
    place, among = workplace(desk, vertelpunt), _among(request)
    story = get_object_or_404(place.readable().select_related("audience", "region"), number=number)
    book = Book(place)
    if request.method == "POST":
        given = {question.key: request.POST.getlist(question.key) for question in book.asked}
        actions.annotate(place=place, number=number, given=given)
        query = urlencode({"among": among, "after": number})
        return redirect(f"{reverse('patterns:code_next', args=[desk.coalition.slug, vertelpunt])}?{query}")
    left = book.among(among).exclude(pk__in=_done(book, desk)).count()
    shown = {"story": story, "asked": list(_asked(book, story)), "among": among, "left": left, "others": OTHERS}
    return render(request, "patterns/code_story.html", context(place, "codes") | shown)


def _done(book: Book, desk: Desk) -> Any:
    return Annotation.objects.filter(question__in=book.questions, reader=desk.user).values("story_id")


def _asked(book: Book, story: Story) -> Iterator[dict[str, Any]]:
    """Yield each question with its answers and what this reader said before."""
    mine = book.mine(story)
    for question in book.asked:
        said = mine.get(question.key)
        chosen = {CANNOT_TELL} if said and said.cannot_tell else _chosen(said)
        note = said.value if said and question.kind == "note" and not said.cannot_tell else ""
        yield {"question": question, "choices": _choices(question), "chosen": chosen, "note": note}


def _chosen(said: Annotation | None) -> set[str]:
    if said is None:
        return set()
    return set(said.value) if isinstance(said.value, list) else {str(said.value)}


def _choices(question: CodeQuestion) -> list[tuple[str, str]]:
    if question.kind == "slider":
        return [(str(step), str(step)) for step in SLIDER_STEPS]
    return [(option["code"], option["label"]) for option in question.options]


@member_view(Permission.READ_STORIES)
@require_safe
def code_file(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Give all annotations as a CSV file, each marked as the reader's."""
    return _file(csv_text(HEAD, Book(workplace(desk, vertelpunt)).rows()), "annotations")


@member_view(Permission.READ_STORIES)
@require_safe
def code_book_file(request: HttpRequest, desk: Desk, vertelpunt: str) -> HttpResponse:
    """Give the code book as a CSV file."""
    return _file(csv_text(BOOK_HEAD, Book(workplace(desk, vertelpunt)).book_rows()), "code-book")


def _file(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
