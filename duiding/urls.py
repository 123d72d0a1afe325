"""Addresses of duiding."""

from django.urls import URLPattern

app_name = "duiding"
urlpatterns: list[URLPattern] = []
