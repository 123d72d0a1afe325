"""The shared base as a Django app, for its templates and tags, and the handbook."""

from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "lib"

    def ready(self) -> None:
        from lib import slots
        from lib.handbook import access_rows

        slots.access_rows.fill(access_rows.rows)
