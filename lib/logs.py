"""Logs without anything private: no query strings, no form data, no rows in database errors."""

import json
import logging
from datetime import UTC, datetime


class Scrub(logging.Filter):
    """Drop the request, and what a database error says of the row, from every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__.pop("request", None)
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            record.exc_info = None
            record.exc_text = None
            record.msg = f"{record.getMessage().split('?')[0]} ({type(error).__name__} {_place(error)})"
            record.args = ()
        return True


class JsonLines(logging.Formatter):
    """One object of JSON on a line, for programs that read logs."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = {"at": at, "level": record.levelname, "logger": record.name, "message": record.getMessage()}
        return json.dumps(told, ensure_ascii=False)


def _place(error: BaseException) -> str:
    """Return where `error` was raised: file and line, never its text."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"at {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
