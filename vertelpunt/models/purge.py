"""Durable rows that say which files and caches still hold something that must go."""

from django.db import models


class Purge(models.Model):
    """A file below VAR_DIR to be removed, or SQLite's log to be emptied; the row goes only when that is done."""

    path = models.CharField(max_length=300, unique=True)
    asked_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.path
