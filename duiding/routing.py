"""Addresses of the live channels; beside the pages, so that they carry the same cookies."""

from django.urls import path

from duiding.consumers import FacilitatorScreen, ParticipantScreen

SESSION = "c/<slug:coalition>/sessions/<int:pk>/"
websocket_urlpatterns = [
    path("meet/<int:session>/table/<int:table>/live/", ParticipantScreen.as_asgi()),
    path(f"{SESSION}tables/<int:table>/live/", FacilitatorScreen.as_asgi()),
    path(f"{SESSION}live/", FacilitatorScreen.as_asgi()),
]
