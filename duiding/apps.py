"""The app's configuration."""

from django.apps import AppConfig


class DuidingConfig(AppConfig):
    name = "duiding"
