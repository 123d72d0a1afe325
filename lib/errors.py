"""The one base of every error that a person may see."""

from django.utils.functional import Promise


class Refused(Exception):
    """Something a person asked for that cannot be done; says what is wrong, what was kept and what to do."""

    def __init__(self, code: str, message: str | Promise, *, status: int = 400) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.status = status

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"
