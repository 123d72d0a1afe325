"""Addresses of coming back to a session, and of the people at its tables."""

from django.urls import path

from duiding.views import coming_back, people

SESSION = "c/<slug:coalition>/sessions/<int:pk>/"
PARTICIPANTS = f"{SESSION}participants/"
RETURNS = f"{SESSION}returning/<int:returning>/"

urlpatterns = [
    path(PARTICIPANTS, people.participants, name="participants"),
    path(f"{PARTICIPANTS}<int:person>/", people.participant, name="participant"),
    path(f"{PARTICIPANTS}<int:person>/move/", people.participant_move, name="participant_move"),
    path(f"{PARTICIPANTS}<int:person>/together/", people.participants_together, name="participants_together"),
    path(f"{PARTICIPANTS}<int:person>/take-off/", people.participant_take_off, name="participant_take_off"),
    path(f"{RETURNS}let-in/", coming_back.return_let_in, name="return_let_in"),
    path(f"{RETURNS}refuse/", coming_back.return_refuse, name="return_refuse"),
    path("meet/here/", coming_back.here, name="here"),
    path("meet/<int:session>/back/", coming_back.back, name="back"),
    path("meet/<int:session>/back/ask/", coming_back.back_ask, name="back_ask"),
    path("meet/<int:session>/back/wait/", coming_back.back_wait, name="back_wait"),
    path("meet/<int:session>/elsewhere/", coming_back.elsewhere, name="elsewhere"),
    path("meet/<int:session>/elsewhere.svg", coming_back.elsewhere_qr, name="elsewhere_qr"),
]
