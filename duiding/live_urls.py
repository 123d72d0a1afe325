"""Addresses of leading a session live, and of what people at a table choose."""

from django.urls import path

from duiding.views import choosing, leading

SESSION = "c/<slug:coalition>/sessions/<int:pk>/"
TABLE = f"{SESSION}tables/<int:table>/"
SEAT = "meet/<int:session>/table/<int:table>/"

urlpatterns = [
    path(f"{SESSION}lead/", leading.lead, name="lead"),
    path(f"{SESSION}step/", leading.session_step, name="session_step"),
    path(f"{SESSION}control/", leading.session_control, name="session_control"),
    path(f"{SESSION}agreed/", leading.session_choices, name="session_choices"),
    path(f"{TABLE}fit/", choosing.table_fit, name="table_fit"),
    path(f"{TABLE}dots/", choosing.table_dots, name="table_dots"),
    path(f"{TABLE}ground/", choosing.table_ground, name="table_ground"),
    path(f"{TABLE}look-back/", choosing.table_look_back, name="table_look_back"),
    path(f"{SEAT}fit/", choosing.fit_choose, name="fit_choose"),
    path(f"{SEAT}dots/", choosing.dots_put, name="dots_put"),
    path(f"{SEAT}ground/", choosing.ground_choose, name="ground_choose"),
    path(f"{SEAT}look-back/", choosing.look_back_send, name="look_back"),
]
