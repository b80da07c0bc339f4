"""`hundred user`: what is done about people on the machine itself, beside a running server."""

from collections.abc import Iterator

from hundred_app.core import clock
from hundred_app.core.settings import Settings
from hundred_app.features.accounts.service import machine
from hundred_app.server.folder import opened


def listed(settings: Settings) -> Iterator[str]:
    """One line for each person: name, role, standing, and since when."""
    with opened(settings, alone=False) as database:
        found = database.read(machine.list_people)
    if not found:
        yield "Nobody has an account here yet: `hundred` prints the set-up link."
    width = max((len(person.username) for person in found), default=0)
    for person in found:
        yield (
            f"{person.username:<{width}}  {person.role:<5}  {person.standing:<8}"
            f"  since {person.created_at:%Y-%m-%d}"
        )


def disable(settings: Settings, name: str, *, is_disabled: bool) -> str:
    """Shut somebody out, or let them in again. Returns what to say.

    Raises:
        NotFound: nobody has this name.
        Conflict: it is the last administrator.
    """
    with opened(settings, alone=False) as database, database.writing() as db:
        known = machine.disable(db, clock.now(), name, is_disabled=is_disabled)
    if is_disabled:
        return f"{known} is signed out everywhere and cannot sign in."
    return f"{known} can sign in again."


def second_step_off(settings: Settings, name: str) -> str:
    """Let somebody sign in with the password alone again. Returns what to say.

    Raises:
        NotFound: nobody has this name.
        Conflict: they have no second step.
    """
    with opened(settings, alone=False) as database, database.writing() as db:
        known = machine.turn_second_step_off(db, clock.now(), name)
    return f"{known} is signed out everywhere, and signs in with the password alone."


def reset_link(settings: Settings, name: str) -> Iterator[str]:
    """A path for somebody to set a new password at.

    Raises:
        NotFound: nobody has this name.
    """
    with opened(settings, alone=False) as database, database.writing() as db:
        token = machine.make_reset_link(db, clock.now(), name)
    yield f"{name} sets a new password here, once, within a day:"
    origin = settings.origins[0] if settings.origins else "http://localhost:8000"
    yield f"{origin}/reset?token={token}"
    if not settings.origins:
        yield "Put the address that this Hundred is reached at in the place of the first part."
