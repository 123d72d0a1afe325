"""Addresses of patterns."""

from django.urls import path

from patterns.views import dashboard, evaluations

app_name = "patterns"
PLACE = "c/<slug:coalition>/v/<slug:vertelpunt>/"
urlpatterns = [
    path(PLACE, dashboard.dashboard, name="dashboard"),
    path(PLACE + "stories/<int:number>/", dashboard.story, name="story"),
    path(PLACE + "patterns/", evaluations.patterns, name="patterns"),
    path(PLACE + "patterns/<str:key>/", evaluations.pattern, name="pattern"),
]
