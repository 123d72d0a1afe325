"""The shared base as a Django app, for its templates and tags."""

from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "lib"
