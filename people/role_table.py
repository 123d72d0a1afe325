"""The table of roles for the documents, made from the register; `manage.py role_table` writes it."""

from collections.abc import Iterable

from django.utils.translation import gettext, override

from lib.slots import access_rows
from people.roles import INHERITED_BELOW, MAY, MAY_GIVE, NEEDS_SECOND_STEP, Permission, Role

WORDS = {
    "public": "Anybody, also without an account",
    "teller": "A teller, with the code of the story",
    "participant": "Who takes part in a session, by its code",
    "signed_in": "Anybody with an account",
    "token": "A program, with a token",
}
YES, NO = "yes", "·"


def role_table() -> str:
    """Return the document: what each role may do, and which addresses that opens."""
    with override("en"):
        parts = [_head(), _roles(), _given(), _addresses()]
    return "\n".join(parts)


def _head() -> str:
    return (
        "# Roles\n\n"
        "Made by `manage.py role_table` from the register in the code (`people/roles.py` and each app's `ACCESS`);\n"
        "do not change it by hand. That the product answers as this table says is tried for every address and every\n"
        "kind of person: `tests/access/test_every_address.py`. What is not yours does not exist: 404.\n"
    )


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _roles() -> str:
    dutch = {role: _dutch(role) for role in Role}
    lines = ["## What each role may do in its coalition\n"]
    lines += [_line(["", *(f"{role.label} ({dutch[role]})" for role in Role)]), _line(["---"] * (len(Role) + 1))]
    for permission in Permission:
        marks = [YES if permission in MAY[role] else NO for role in Role]
        lines.append(_line([f"{permission.label}", *marks]))
    lines.append(_line(["needs a second step to sign in", *(YES if r in NEEDS_SECOND_STEP else NO for r in Role)]))
    lines.append(_line(["works in coalitions below as well", *(YES if r in INHERITED_BELOW else NO for r in Role)]))
    return "\n".join([*lines, ""])


def _dutch(role: Role) -> str:
    with override("nl"):
        return str(role.label)


def _given() -> str:
    lines = ["## Who gives roles\n"]
    for giver, given in MAY_GIVE.items():
        names = (
            "every role"
            if given == frozenset(Role)
            else "every role but " + ", ".join(str(role.label) for role in Role if role not in given)
        )
        lines.append(f"- The {giver.label} gives and ends {names}, never their own.")
    return "\n".join([*lines, ""])


def _addresses() -> str:
    by_rule: dict[str, list[str]] = {}
    for row in access_rows():
        by_rule.setdefault(row.rule, []).append(row.url_name)
    lines = ["## Which address asks what\n", _line(["who", "addresses"]), _line(["---", "---"])]
    order = [*WORDS, *Permission.values]
    for rule in sorted(by_rule, key=lambda rule: order.index(rule) if rule in order else len(order)):
        label = WORDS.get(rule) or (gettext(str(Permission(rule).label)) if rule in Permission.values else rule)
        lines.append(_line([label, ", ".join(f"`{name}`" for name in sorted(by_rule[rule]))]))
    return "\n".join([*lines, ""])
