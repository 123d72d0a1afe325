"""Addresses of vertelpunt."""

from django.urls import URLPattern

app_name = "vertelpunt"
urlpatterns: list[URLPattern] = []
