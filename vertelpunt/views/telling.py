"""Telling, page by page, without cookie or account: what a page needs to know travels in its signed form token."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lib.errors import Refused
from lib.languages import speak
from lib.limits import sender
from lib.ready import Ready
from vertelpunt import actions, at_hand, queries
from vertelpunt.actions.sittings import channel_of
from vertelpunt.limits import STORIES
from vertelpunt.models import Audience, Channel, QuestionSetVersion, Story, Vertelpunt
from vertelpunt.proof import proves
from vertelpunt.reading import read_page
from vertelpunt.recordings import received
from vertelpunt.telling import Place, first_place, pages, unseal
from vertelpunt.text import clean, says_nothing
from vertelpunt.views import tellerpages as show
from vertelpunt.views.embedding import embedded
from vertelpunt.views.hand_door import hand_of
from vertelpunt.views.public import channel_code, in_room, landing_address
from vertelpunt.views.resuming import go_on

TOO_LONG = ("long_story", "long_title")
OFFERED = Ready(Audience.objects.filter(offered=True).select_related("vertelpunt"), "key", "vertelpunt__slug")
HONEYPOT = "website"  # hidden from people; a machine that fills it in is read by a person first, never refused


@dataclass(frozen=True)
class Visit:
    """A request at a Vertelpunt by somebody of an audience."""

    request: HttpRequest
    point: Vertelpunt
    audience: Audience
    trial: QuestionSetVersion | None = None  # the set that is tried out, in a test

    def version(self, place: Place) -> QuestionSetVersion:
        """Return the question set with which this teller began; it stays, also when a newer one is published."""
        found = at_hand.version_of(self.point, place.version)
        if found is None:
            raise BadSignature
        return found

    def began(self) -> Place | None:
        """Return the place of somebody who begins now, or None where nobody can tell now."""
        if self.trial:
            return replace(first_place(self.trial.pk), trial=True)
        version = queries.current_version(self.point)
        if version is None or not queries.can_tell(self.point):
            return None
        hand = None if in_room(self.request) or embedded(self.request) else hand_of(self.request, self.point)
        return replace(first_place(version.pk, channel_code(self.request)), hand=str(hand.pk) if hand else "")


@csrf_exempt  # no cookie gives any right here: the signed token in the form is the only authority
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, slug: str, audience: str) -> HttpResponse:
    """Show the empty first page, or take what was sent and show the page that follows."""
    try:
        group = OFFERED.get(audience, slug)
    except Audience.DoesNotExist:
        raise Http404 from None
    point = group.vertelpunt
    speak(request, point.languages)
    visit = Visit(request, point, group)
    if request.method == "POST":
        return receive(visit)
    place = visit.began()
    return show.story_page(visit, place) if place else redirect(landing_address(request, point))


def receive(visit: Visit) -> HttpResponse:
    """Take what was sent and show the page that follows."""
    try:
        posted = visit.request.POST
    except RequestDataTooBig:
        return show.lost_page(visit, "too_big", 413)
    try:
        place = unseal(posted.get("token", ""))
        version = visit.version(place)
        if place.trial != bool(visit.trial):
            raise BadSignature
    except BadSignature:
        return _without_token(visit)
    if "go_on" in posted:
        return go_on(visit, place)
    if "another" in posted:
        return _another(visit, place)
    return _take_answers(visit, place) if place.page else _take_story(visit, place, version)


def _without_token(visit: Visit) -> HttpResponse:
    """Keep a story whose token is too old or broken; say of any other page that it was open for too long."""
    if "text" not in visit.request.POST:
        return show.lost_page(visit, "too_old", 400)
    place = visit.began()
    if place is None:
        return show.story_page(visit, None, error=show.closed_meanwhile(), status=409)
    return _take_story(visit, place, visit.version(place))


def _another(visit: Visit, place: Place) -> HttpResponse:
    """Begin again as the same teller: what was said about the teller is kept."""
    began = visit.began()
    if began is None:
        return redirect(landing_address(visit.request, visit.point, place.channel))
    return show.story_page(
        visit, replace(began, teller=place.teller, before=place.story, channel=place.channel, hand=place.hand)
    )


def _trusted(visit: Visit, place: Place) -> Place:
    """Return the place, no longer trusted when the form looks sent by a machine, or brings no proof that it is not."""
    who = sender(visit.request)
    posted = visit.request.POST
    proven = proves(posted.get("token", ""), posted.get("proof", ""))
    often = STORIES.count_beyond(who)
    doubtful = bool(posted.get(HONEYPOT)) or often or not proven
    return replace(place, trusted=place.trusted and not doubtful)


def _take_story(visit: Visit, place: Place, version: QuestionSetVersion) -> HttpResponse:
    if "stay" in visit.request.POST:
        return show.story_page(visit, place)
    if "back" in visit.request.POST:
        return _leave_story(visit, place)
    try:
        story = _tell(visit, place, version)
    except Refused as refused:
        return _refused_story(visit, place, refused)
    closed = visit.point.state != Vertelpunt.State.OPEN and not place.trial
    return _onward(visit, _trusted(visit, place), story, show.closed_but_kept() if closed else "")


def _leave_story(visit: Visit, place: Place) -> HttpResponse:
    """Go back to the first page; when what is written has not been kept, ask first and lose nothing."""
    text = clean(visit.request.POST.get("text", ""))
    if says_nothing(text) or Story.everything.filter(pk=place.story, text=text).exists():
        return redirect(landing_address(visit.request, visit.point, place.channel))
    return show.story_page(visit, place, unsaved=True)


def _channel(point: Vertelpunt, place: Place) -> Channel | None:
    """Return the channel that a story counts for; all personal links are one channel, so that it tells of nobody."""
    if place.hand and not place.trial:
        return channel_of(point, "hands")
    return point.channels.filter(code=place.channel).first() if place.channel else None


def _tell(visit: Visit, place: Place, version: QuestionSetVersion) -> Story:
    posted = visit.request.POST
    return actions.tell(
        version=version,
        audience=visit.audience,
        text=posted.get("text", ""),
        title=posted.get("title", ""),
        story=UUID(place.story),
        code=place.code,
        language=visit.request.LANGUAGE_CODE or "nl",
        channel=_channel(visit.point, place),
        teller=UUID(place.teller),
        answers=queries.answers_about_teller(place.before, version),
        trial=place.trial,
        sound=received(visit.request.FILES.get("sound"), allowed=visit.point.speaking),
        unsay="unsay" in posted,
    )


def _refused_story(visit: Visit, place: Place, refused: Refused) -> HttpResponse:
    if refused.code == "withdrawn":
        return show.lost_page(visit, "withdrawn", 410)
    if refused.code == "already_read":
        return show.question_page(visit, place, Story.everything.get(pk=place.story), 1, notice=str(refused.message))
    gone = show.record_again() if refused.code in TOO_LONG and visit.request.FILES else ""
    return show.story_page(visit, place, error=f"{refused.message} {gone}".strip(), status=422)


def _take_answers(visit: Visit, place: Place) -> HttpResponse:
    story = Story.everything.filter(pk=place.story).select_related("version", "audience", "vertelpunt").first()
    if story is None:
        return show.lost_page(visit, "withdrawn", 410)
    on_page = [question for question in at_hand.questions_of(story.version) if question.key in place.keys]
    given, faults = read_page(on_page, visit.request.POST)
    wrong = {fault.key for fault in faults}
    fits = {key: value for key, value in given.items() if key not in wrong}
    faults += actions.add_answers(story=story, answers=fits)
    posted = visit.request.POST
    if "back" in posted:
        return _back(visit, place, story)
    if "stay" in posted or faults:
        return show.question_page(visit, place, story, place.page, given=given, faults=faults)
    return _onward(visit, place, story)


def _back(visit: Visit, place: Place, story: Story) -> HttpResponse:
    if place.page == 1:
        return show.story_page(visit, replace(place, page=0, keys=()), story=story)
    return show.question_page(visit, place, story, place.page - 1)


def _onward(visit: Visit, place: Place, story: Story, notice: str = "") -> HttpResponse:
    questions = at_hand.questions_of(story.version)
    if place.page < len(pages(questions, story.audience.key, story.answers)):
        return show.question_page(visit, place, story, place.page + 1, notice=notice, fresh=not place.page)
    actions.add_answers(story=story, answers={}, finished=True, trusted=place.trusted)
    return show.thanks_page(visit, place)
