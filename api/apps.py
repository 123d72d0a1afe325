"""The app's configuration."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"

    def ready(self) -> None:
        from api import access_rows
        from lib import slots

        slots.access_rows.fill(access_rows.rows)
