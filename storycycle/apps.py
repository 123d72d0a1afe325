"""The app's configuration."""

from django.apps import AppConfig


class StorycycleConfig(AppConfig):
    name = "storycycle"
