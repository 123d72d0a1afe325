"""The app's configuration."""

from django.apps import AppConfig


class VertelpuntConfig(AppConfig):
    name = "vertelpunt"
