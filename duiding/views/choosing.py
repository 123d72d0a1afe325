"""What people at a table choose during a step; the same for a participant and for a facilitator at that table."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from duiding.access import Seat
from duiding.actions.choosing import choose_fit, choose_ground, count_fit, look_back, put_dots
from duiding.actions.once import Answer
from duiding.forms.board import valid
from duiding.forms.leading import DotsForm, FitCountForm, FitForm, GroundForm, LookBackForm
from duiding.views.seated import answered, at_any_table, at_own_table
from people.access import Desk

Act = Callable[[Seat, HttpRequest], Answer]


def _fit(seat: Seat, request: HttpRequest) -> Answer:
    cleaned = valid(FitForm(request.POST)).cleaned_data
    return choose_fit(seat=seat, client_id=cleaned["client_id"], interpretation=cleaned["interpretation"])


def _fit_count(seat: Seat, request: HttpRequest) -> Answer:
    cleaned = valid(FitCountForm(request.POST)).cleaned_data
    reading, number = cleaned["interpretation"], cleaned["number"]
    return count_fit(seat=seat, client_id=cleaned["client_id"], interpretation=reading, number=number)


def _dots(seat: Seat, request: HttpRequest) -> Answer:
    cleaned = valid(DotsForm(request.POST)).cleaned_data
    number, cluster = cleaned["number"], cleaned["cluster"]
    return put_dots(seat=seat, client_id=cleaned["client_id"], cluster=cluster, number=number)


def _ground(seat: Seat, request: HttpRequest) -> Answer:
    cleaned = valid(GroundForm(request.POST)).cleaned_data
    return choose_ground(seat=seat, client_id=cleaned["client_id"], story=cleaned["story"])


def _look_back(seat: Seat, request: HttpRequest) -> Answer:
    form = LookBackForm(request.POST)
    valid(form)
    return look_back(seat=seat, client_id=form.cleaned_data["client_id"], data=form.answer())


def _own(act: Act, about: str) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, seat: Seat) -> HttpResponse:
        return answered(request, seat, act(seat, request))

    view.__doc__ = about
    return at_own_table(require_POST(view))


def _led(act: Act, about: str) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, desk: Desk, seat: Seat) -> HttpResponse:
        return answered(request, seat, act(seat, request))

    view.__doc__ = about
    return at_any_table(require_POST(view))


fit_choose = _own(_fit, "Say which reading fits.")
dots_put = _own(_dots, "Put dots on a group.")
ground_choose = _own(_ground, "Choose the story under the plan.")
look_back_send = _own(_look_back, "Look back.")
table_fit = _led(_fit_count, "Count which reading fits people without a phone.")
table_dots = _led(_dots, "Count the dots of people without a phone.")
table_ground = _led(_ground, "Choose the story under the plan, for a table.")
table_look_back = _led(_look_back, "Write down how somebody without a phone looks back.")
