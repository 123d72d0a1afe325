"""The register of roles says what the method asks for."""

from people.roles import MAY, Permission, Role


def test_a_communication_adviser_never_reads_stories() -> None:
    assert MAY[Role.COMMUNICATION].isdisjoint({Permission.READ_STORIES, Permission.READ_UNRELEASED})


def test_an_administrator_reads_no_stories() -> None:
    assert MAY[Role.ADMINISTRATOR].isdisjoint({Permission.READ_STORIES, Permission.READ_UNRELEASED})


def test_only_a_decider_decides() -> None:
    assert [role for role in Role if Permission.DECIDE in MAY[role]] == [Role.DECIDER]


def test_every_role_has_a_row() -> None:
    assert set(MAY) == set(Role)
