"""What stands in the script for leading a story table."""

from typing import Any

from django.utils.translation import gettext as _


def _part(title: str, time: str, *lines: str) -> dict[str, Any]:
    return {"title": title, "time": time, "lines": lines}


def parts() -> list[dict[str, Any]]:
    """Return the parts of the script, in the order in which they come."""
    return [
        _part(
            _("Before"), "",
            _("Lead the table only if these young people trust you. Else sit beside somebody whom they trust."),
            _("Four to eight people, an hour and a half, a place that is theirs, something to eat."),
            _("Open a sitting, and lay ready: a device that is charged, or forms on paper with pens."),
            _("Agree with a colleague who you ring when somebody is in danger."),
        ),
        _part(
            _("Begin"), _("10 minutes"),
            _("Say who asks this, why, and what happens with it. Say what came of it last time."),
            _("Say: you choose what you tell. You may stop, pass, or leave. Nothing has to be sad or bad."),
            _("Say: we write down no names. What is said here stays here, but for when somebody is in danger."),
        ),
        _part(
            _("Tell"), _("40 minutes"),
            _("Ask the open question below. Be silent for a while; somebody will begin."),
            _("Listen. Ask “and then?” or “what did that do to you?”. Give no advice, do not defend anybody."),
            _("Write down the story in the words of its teller, and read it out. Ask for a title."),
        ),
        _part(
            _("The teller says what it means"), _("15 minutes"),
            _("Give the device to the teller, or the form. Look the other way: only the teller answers."),
            _("Help with a word if you are asked to. Never answer for somebody, and never guess."),
            _("Let the teller write down the code, or keep the first sheet. Without it we cannot find the story."),
        ),
        _part(
            _("End"), _("10 minutes"),
            _("Ask how it was to tell. Thank everybody. Say when and how they hear what came of it."),
            _("Stay a while. Who told something heavy may want to say one more thing."),
        ),
        _part(
            _("Afterwards"), "",
            _("Worried about somebody? Do what your protocol says, today. Tell the person first what you will do."),
            _("Look whether every story was sent. Enter the forms within a week and destroy the paper."),
        ),
    ]  # fmt: skip
