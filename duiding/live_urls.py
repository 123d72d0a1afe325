"""Addresses of leading a session live, of arranging the board of a table, and of what people at a table choose."""

from django.urls import path

from duiding.views import arranging, choosing, leading

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
    path(f"{TABLE}wall/", arranging.wall, name="wall"),
    path(f"{TABLE}wall/board/", arranging.wall_notes, name="wall_notes"),
    path(f"{TABLE}notes/<int:note>/order/", arranging.note_order, name="note_order"),
    path(f"{TABLE}notes/<int:note>/place/", arranging.note_place, name="note_place"),
    path(f"{TABLE}notes/<int:note>/split/", arranging.note_split, name="note_split"),
    path(f"{TABLE}clusters/<int:cluster>/merge/", arranging.cluster_merge, name="cluster_merge"),
    path(f"{TABLE}acts/<int:act>/undo/", arranging.act_undo, name="act_undo"),
    path(f"{SEAT}fit/", choosing.fit_choose, name="fit_choose"),
    path(f"{SEAT}dots/", choosing.dots_put, name="dots_put"),
    path(f"{SEAT}ground/", choosing.ground_choose, name="ground_choose"),
    path(f"{SEAT}look-back/", choosing.look_back_send, name="look_back"),
]
