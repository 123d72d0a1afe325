"""Logs without anything private: no addresses of pages, no form data, no rows in database errors."""

import json
import logging
from datetime import UTC, datetime
from typing import Any


class Scrub(logging.Filter):
    """Drop the request, where it went, and what a database error says of the row, from every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = record.__dict__.pop("request", None)
        if request is not None and isinstance(record.args, tuple):
            record.args = tuple(_without_address(arg, request) for arg in record.args)
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            record.exc_info = None
            record.exc_text = None
            record.msg = f"{record.getMessage().split('?')[0]} ({type(error).__name__} {place(error)})"
            record.args = ()
        return True


class OnlyFaults(logging.Filter):
    """Pass what went wrong: when a task about a story began tells at what time that story came."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.WARNING


class JsonLines(logging.Formatter):
    """One object of JSON on a line, for programs that read logs."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = {"at": at, "level": record.levelname, "logger": record.name, "message": record.getMessage()}
        return json.dumps(told, ensure_ascii=False)


def _without_address(said: object, request: Any) -> object:
    """Return which kind of page it was instead of its address, in which a key or a code may stand."""
    if said != request.path:
        return said.split("?")[0] if isinstance(said, str) else said
    match = getattr(request, "resolver_match", None)
    return match.route if match else "an address that was not looked up"


def place(error: BaseException) -> str:
    """Return where `error` was raised: file and line, never its text."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"at {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
