"""Addresses of the live channels."""

from django.urls import URLPattern

websocket_urlpatterns: list[URLPattern] = []
