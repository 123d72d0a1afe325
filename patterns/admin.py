"""The admin site's view on evaluations: to look at, not to change."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from patterns.models import Evaluation


@admin.register(Evaluation)
class EvaluationAdmin(admin.ModelAdmin[Evaluation]):
    list_display = ("vertelpunt", "coalition", "number", "state", "stale", "stories", "patterns_tested", "finished_at")
    list_filter = ("state", "stale")
    exclude = ("counted", "summary", "settings")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
