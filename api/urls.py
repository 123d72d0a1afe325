"""Addresses of the API."""

from django.urls import path
from drf_spectacular.views import SpectacularJSONAPIView

from api.views import collecting, finding, meaning, public

HERE = "coalitions/<slug:coalition>"
POINT = f"{HERE}/vertelpunten/<slug:vertelpunt>"

app_name = "api"
urlpatterns = [
    path("schema/", SpectacularJSONAPIView.as_view(), name="schema"),
    path("vertelpunten/", public.vertelpunten, name="vertelpunten"),
    path("vertelpunten/<slug:slug>/questions/", public.questions, name="questions"),
    path("vertelpunten/<slug:slug>/outcomes/", public.public_outcomes, name="outcomes"),
    path(f"{HERE}/vertelpunten/", collecting.Points.as_view(), name="points"),
    path(f"{POINT}/question-sets/", collecting.QuestionSets.as_view(), name="question_sets"),
    path(f"{POINT}/stories/", collecting.Stories.as_view(), name="stories"),
    path(f"{POINT}/selections/", finding.Selections.as_view(), name="selections"),
    path(f"{POINT}/evaluation/", finding.CurrentEvaluation.as_view(), name="evaluation"),
    path(f"{POINT}/patterns/", finding.Patterns.as_view(), name="patterns"),
    path(f"{HERE}/cards/", finding.Cards.as_view(), name="cards"),
    path(f"{HERE}/sessions/", meaning.Sessions.as_view(), name="sessions"),
    path(f"{HERE}/sessions/<int:session>/", meaning.OneSession.as_view(), name="session"),
    path(f"{HERE}/sessions/<int:session>/boards/", meaning.Boards.as_view(), name="boards"),
    path(f"{HERE}/proposals/", meaning.Proposals.as_view(), name="proposals"),
    path(f"{HERE}/proposals/<int:number>/", meaning.OneProposal.as_view(), name="proposal"),
]
