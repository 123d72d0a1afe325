"""Addresses of what follows on a session: its report, deciding, following, telling by a link, library, cycle."""

from django.urls import path

from duiding.views import cycle, deciding, followers, following, library, reporting, session_reports

PROPOSALS = "c/<slug:coalition>/proposals/"
PROPOSAL = f"{PROPOSALS}<int:number>/"
REPORT = "c/<slug:coalition>/sessions/<int:pk>/report/"

urlpatterns = [
    path(f"{PROPOSALS}following/", followers.following, name="following"),
    path(f"{PROPOSALS}pairs/", followers.pairs_make, name="pairs_make"),
    path(f"{PROPOSALS}presented.pdf", deciding.proposals_print, name="proposals_print"),
    path(f"{PROPOSAL}proposal.pdf", deciding.proposal_print, name="proposal_print"),
    path(f"{PROPOSAL}ask/", deciding.ask_decider, name="ask_decider"),
    path(f"{PROPOSAL}move/", deciding.proposal_move, name="proposal_move"),
    path(f"{PROPOSAL}followers/", followers.follower_add, name="follower_add"),
    path(f"{PROPOSAL}followers/<int:follower>/remove/", followers.follower_remove, name="follower_remove"),
    path(f"{PROPOSAL}owner/", followers.owner_ask, name="owner_ask"),
    path(f"{PROPOSAL}progress/<int:entry>/", following.entry_show, name="entry_show"),
    path(f"{PROPOSAL}effect/", cycle.effect, name="effect"),
    path(f"{PROPOSAL}effect/edit/", cycle.effect_edit, name="effect_edit"),
    path("c/<slug:coalition>/asked/<int:pk>/", deciding.asked, name="asked"),
    path("c/<slug:coalition>/library/", library.library, name="library"),
    path("c/<slug:coalition>/library/<int:pk>/", library.library_proposal, name="library_proposal"),
    path("c/<slug:coalition>/cycle/", cycle.cycle, name="cycle"),
    path("c/<slug:coalition>/sessions/<int:pk>/actions/", cycle.session_actions, name="session_actions"),
    path(REPORT, session_reports.session_report, name="session_report"),
    path(f"{REPORT}edit/", session_reports.session_report_edit, name="session_report_edit"),
    path(f"{REPORT}send/", session_reports.session_report_send, name="session_report_send"),
    path(f"{REPORT}<str:name>", session_reports.session_report_file, name="session_report_file"),
    path("meeting-report/", session_reports.read, name="read"),
    path("meeting-report/report.pdf", session_reports.read_pdf, name="read_pdf"),
    path("meeting-report/<str:key>/", session_reports.read_arrive, name="read_arrive"),
    path("report/", reporting.report_page, name="report"),
    path("report/other/", reporting.report_other, name="report_other"),
    path("report/leave/", reporting.report_leave, name="report_leave"),
    path("report/<str:key>/", reporting.report_arrive, name="report_arrive"),
    path("mails/stop/<str:key>/", reporting.stop, name="stop"),
]
