"""Addresses of vertelpunt."""

from django.urls import path

from vertelpunt.views import code, members, moderation, public, telling
from vertelpunt.views.given_back import given_back

app_name = "vertelpunt"
urlpatterns = [
    path("", public.start, name="start"),
    path("code/", code.code, name="code"),
    path("v/<slug:slug>/", public.landing, name="landing"),
    path("v/<slug:slug>/tell/<slug:audience>/", given_back(telling.tell), name="tell"),
    path("c/<slug:coalition>/", members.coalition, name="coalition"),
    path("c/<slug:coalition>/v/<slug:vertelpunt>/moderation/", moderation.moderation, name="moderation"),
    path("c/<slug:coalition>/v/<slug:vertelpunt>/moderation/<uuid:story>/", moderation.release, name="release"),
]
