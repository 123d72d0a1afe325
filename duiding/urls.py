"""Addresses of duiding."""

from django.urls import path

from duiding import following_urls, live_urls, people_urls, preparing_urls
from duiding.views import (
    board,
    cards,
    facilitate,
    following,
    joining,
    leaving,
    mending,
    outcomes,
    proposals,
    sessions,
    tables,
    taking,
)

app_name = "duiding"
SESSIONS = "c/<slug:coalition>/sessions/"
SESSION = f"{SESSIONS}<int:pk>/"
TABLE = f"{SESSION}tables/<int:table>/"
PROPOSALS = "c/<slug:coalition>/proposals/"
PROPOSAL = f"{PROPOSALS}<int:number>/"
LENT = "c/<slug:coalition>/observations/lent/"
SEAT = "meet/<int:session>/table/<int:table>/"

urlpatterns = [
    path(SESSIONS, sessions.sessions, name="sessions"),
    path(f"{SESSIONS}new/", sessions.session_new, name="session_new"),
    path(f"{SESSIONS}mend/", mending.mending, name="mend"),
    path(f"{SESSIONS}mend/<slug:kind>/<int:row>/", mending.mend_one, name="mend_one"),
    path(SESSION, sessions.session, name="session"),
    path(f"{SESSION}edit/", sessions.session_edit, name="session_edit"),
    path(f"{SESSION}state/", sessions.session_state, name="session_state"),
    *live_urls.urlpatterns,
    *people_urls.urlpatterns,
    path(f"{SESSION}join.svg", sessions.session_qr, name="session_qr"),
    path(f"{SESSION}boards/", leaving.boards_file, name="boards_file"),
    path(f"{SESSION}plenary/", facilitate.plenary, name="plenary"),
    path(f"{SESSION}plenary/notes/", facilitate.plenary_notes, name="plenary_notes"),
    path(f"{SESSION}plenary/revision/", facilitate.plenary_revision, name="plenary_revision"),
    path(f"{SESSION}tables/new/", tables.table_new, name="table_new"),
    path(TABLE, facilitate.table, name="table"),
    path(f"{TABLE}edit/", tables.table_edit, name="table_edit"),
    path(f"{TABLE}delete/", tables.table_delete, name="table_delete"),
    path(f"{TABLE}material/", tables.material, name="material"),
    path(f"{TABLE}material/change/", tables.material_change, name="material_change"),
    path(f"{TABLE}board/", facilitate.table_notes, name="table_notes"),
    path(f"{TABLE}revision/", facilitate.table_revision, name="table_revision"),
    path(f"{TABLE}notes/", facilitate.note_add, name="table_note_add"),
    path(f"{TABLE}notes/<int:note>/remove/", facilitate.note_remove, name="table_note_remove"),
    path(f"{TABLE}notes/<int:note>/move/", facilitate.note_move, name="note_move"),
    path(f"{TABLE}clusters/", facilitate.cluster_add, name="cluster_add"),
    path(f"{TABLE}clusters/<int:cluster>/rename/", facilitate.cluster_rename, name="cluster_rename"),
    path(f"{TABLE}clusters/<int:cluster>/delete/", facilitate.cluster_delete, name="cluster_delete"),
    path(f"{TABLE}clusters/<int:cluster>/propose/", facilitate.cluster_propose, name="cluster_propose"),
    path(f"{TABLE}cards.pdf", cards.table_cards, name="table_cards"),
    path(f"{LENT}<int:pk>/", cards.card, name="card"),
    path(f"{LENT}<int:pk>/card.pdf", cards.card_print, name="card_print"),
    path("meet/", joining.join_session, name="join"),
    path("meet/<int:session>/", joining.arrive, name="arrive"),
    path("meet/<int:session>/leave/", joining.leave, name="leave"),
    path(SEAT, board.board, name="board"),
    path(f"{SEAT}board/", board.board_notes, name="board_notes"),
    path(f"{SEAT}revision/", board.board_revision, name="board_revision"),
    path(f"{SEAT}notes/", board.note_add, name="note_add"),
    path(f"{SEAT}notes/<int:note>/remove/", board.note_remove, name="note_remove"),
    path(f"{SEAT}proposals/<int:number>/take-up/", taking.glove_take, name="glove_take"),
    path(PROPOSALS, proposals.proposals, name="proposals"),
    path(f"{PROPOSALS}file/", leaving.proposals_file, name="proposals_file"),
    path(f"{PROPOSALS}new/", proposals.proposal_new, name="proposal_new"),
    path(PROPOSAL, proposals.proposal, name="proposal"),
    path(f"{PROPOSAL}edit/", proposals.proposal_edit, name="proposal_edit"),
    path(f"{PROPOSAL}take-up/", taking.proposal_take_up, name="proposal_take_up"),
    path(f"{PROPOSAL}present/", proposals.proposal_present, name="proposal_present"),
    path(f"{PROPOSAL}decide/", following.decide_on, name="decide"),
    path(f"{PROPOSAL}agree/", following.agree_on, name="agree"),
    path(f"{PROPOSAL}agreements/<int:agreement>/", following.agreement_done, name="agreement_done"),
    path(f"{PROPOSAL}progress/", following.progress, name="progress"),
    *following_urls.urlpatterns,
    *preparing_urls.urlpatterns,
    path("v/<slug:slug>/outcomes/", outcomes.outcomes, name="outcomes"),
]
