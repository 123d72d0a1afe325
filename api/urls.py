"""Addresses of the API."""

from django.urls import path
from drf_spectacular.views import SpectacularJSONAPIView

from api import views

app_name = "api"
urlpatterns = [
    path("schema/", SpectacularJSONAPIView.as_view(), name="schema"),
    path("vertelpunten/", views.vertelpunten, name="vertelpunten"),
    path("vertelpunten/<slug:slug>/questions/", views.questions, name="questions"),
    path("vertelpunten/<slug:slug>/outcomes/", views.public_outcomes, name="outcomes"),
    path(
        "coalitions/<slug:coalition>/vertelpunten/<slug:vertelpunt>/evaluation/", views.evaluation, name="evaluation"
    ),
]
