"""Taking up the glove: at a table, or as a member."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duiding.access import Seat, proposal_of
from duiding.actions.taking import take_up, take_up_as_member
from duiding.forms.board import valid
from duiding.forms.following import TakeUpForm
from duiding.views.seated import answered, at_own_table
from people.access import Desk, member_view
from people.roles import Permission


@at_own_table
@require_POST
def glove_take(request: HttpRequest, seat: Seat, number: int) -> HttpResponse:
    """Take up a proposal of one's own table."""
    cleaned = valid(TakeUpForm(request.POST)).cleaned_data
    name, email = cleaned["owner"], cleaned["email"]
    answer = take_up(seat=seat, client_id=cleaned["client_id"], proposal=number, name=name, email=email)
    return answered(request, seat, answer)


@member_view(Permission.READ_FIGURES)
@require_POST
def proposal_take_up(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """Take up a proposal of one's coalition."""
    take_up_as_member(desk=desk, proposal=proposal_of(desk, number))
    return redirect("duiding:proposal", desk.coalition.slug, number)
