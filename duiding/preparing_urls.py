"""Addresses of preparing a session: programme, people, seats, stories from here; and answering an invitation."""

from django.urls import path

from duiding.views import answering, inviting, local, packs, programme, seats

SESSION = "c/<slug:coalition>/sessions/<int:pk>/"
PROGRAMME = f"{SESSION}programme/"
PEOPLE = f"{SESSION}people/"
SEATS = f"{SESSION}seats/"
PAPER = f"{SESSION}paper/"
LOCAL = "c/<slug:coalition>/sessions/local/"

urlpatterns = [
    path(LOCAL, local.local_checks, name="local_checks"),
    path(f"{LOCAL}<int:check>/", local.local_check, name="local_check"),
    path(f"{SESSION}tables/<int:table>/local/", local.local_ask, name="local_ask"),
    path(PROGRAMME, programme.programme, name="programme"),
    path(f"{PROGRAMME}begin/", programme.programme_begin, name="programme_begin"),
    path(f"{PROGRAMME}steps/new/", programme.step_new, name="step_new"),
    path(f"{PROGRAMME}steps/<int:step>/", programme.step_edit, name="step_edit"),
    path(f"{PROGRAMME}steps/<int:step>/change/", programme.step_change, name="step_change"),
    path(f"{PROGRAMME}days/", programme.day_add, name="day_add"),
    path(f"{PROGRAMME}days/<int:day>/remove/", programme.day_remove, name="day_remove"),
    path(PEOPLE, inviting.invitees, name="invitees"),
    path(f"{PEOPLE}new/", inviting.invitee_new, name="invitee_new"),
    path(f"{PEOPLE}mail/", inviting.invitees_mail, name="invitees_mail"),
    path(f"{PEOPLE}think-along/", inviting.invitees_volunteers, name="invitees_volunteers"),
    path(f"{PEOPLE}forget/", inviting.invitees_forget, name="invitees_forget"),
    path(f"{PEOPLE}<int:invitee>/", inviting.invitee_edit, name="invitee_edit"),
    path(f"{PEOPLE}<int:invitee>/remove/", inviting.invitee_remove, name="invitee_remove"),
    path(f"{PEOPLE}<int:invitee>/seat/", seats.seat_change, name="seat_change"),
    path(f"{SESSION}calendar.ics", inviting.session_calendar, name="session_calendar"),
    path(SEATS, seats.seats, name="seats"),
    path(f"{SEATS}propose/", seats.seats_propose, name="seats_propose"),
    path(f"{SEATS}themes/", seats.themes_divide, name="themes_divide"),
    path(f"{SEATS}wishes/", seats.wish_add, name="wish_add"),
    path(f"{SEATS}wishes/<int:wish>/remove/", seats.wish_remove, name="wish_remove"),
    path(PAPER, packs.packs, name="packs"),
    path(f"{PAPER}all.pdf", packs.packs_print, name="packs_print"),
    path(f"{PAPER}<int:table>.pdf", packs.pack_print, name="pack_print"),
    path("invited/", answering.invited, name="invited"),
    path("invited/thanks/", answering.answered, name="answered"),
    path("invited/calendar.ics", answering.invited_calendar, name="invited_calendar"),
]
