"""What an error of the server says about when it is worth trying again.

Knows no psycopg, so that whoever keeps a file need not have it.
"""

from sqlalchemy.exc import DBAPIError, OperationalError

_AWAY = ("08", "53", "57P", "25P03")
"""The connection broke; there is no room for one more; the server ends or begins; it ended a
transaction in which nothing had happened for long."""
_HELD = ("55P03", "40001", "40P01")
"""Another transaction has what this one waited for."""


def state_of(error: DBAPIError) -> str:
    """The five characters by which the server says what is wrong; "" if it said nothing."""
    return str(getattr(error.orig, "sqlstate", None) or "")


def is_away(error: DBAPIError) -> bool:
    """Whether the server does not answer now, and may later.

    Whoever is not let in gets no state either: nothing tells a wrong password from a server that is
    still starting but words in the language of that server.
    """
    state = state_of(error)
    if error.connection_invalidated or state.startswith(_AWAY):
        return True
    # Without a state there was not even an answer: nobody listens, or the connection broke.
    return not state and isinstance(error, OperationalError)


def is_held(error: DBAPIError) -> bool:
    """Whether another transaction was in the way for too long."""
    return state_of(error) in _HELD
