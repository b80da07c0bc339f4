"""Transactions on a PostgreSQL server, and its errors in words."""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from psycopg import Connection as PsycopgConnection
from psycopg import Error as PsycopgError
from psycopg.adapt import Buffer, Loader
from psycopg.types.string import StrDumperUnknown
from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.pool import ConnectionPoolEntry

from hundred_app.core import threads
from hundred_app.core.engines import BUSY_MILLISECONDS, BUSY_RETRY_SECONDS
from hundred_app.core.errors import Busy, HundredError, NotSaved
from hundred_app.core.postgresql import states
from hundred_app.core.postgresql.address import Address
from hundred_app.core.texts import t

WRITING = 0x48554E44
"""The advisory lock of whoever writes: "HUND", as in the header of a SQLite file."""

_CONNECTING: dict[str, Any] = {
    "connect_timeout": 5,
    "application_name": "hundred",
    # A machine that vanished says nothing: after half a minute of silence nobody waits for it.
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
IDLE_SECONDS = 120
"""How long a transaction may do nothing before the server ends it. Whoever had the lock of writers
and vanished would hold up everybody until their machine is missed."""
_READ = "ISOLATION LEVEL REPEATABLE READ, READ ONLY"
_WRITE = "ISOLATION LEVEL READ COMMITTED, READ WRITE"


class Server:
    """One database on a PostgreSQL server.

    A write begins by taking an advisory lock that is let go when it has ended, so writes of all
    processes come one after the other, as in SQLite. READ COMMITTED belongs to it: there each
    statement sees what was committed before it began. In a stricter level all of them would see
    what there was before the lock had been waited for.
    """

    def __init__(self, address: Address) -> None:
        self._address = address
        self.read = _engine(address, _READ)
        self.write = _writing(address)

    def looking(self) -> AbstractContextManager[None]:
        return _in_words(_not_answered)

    def saving(self) -> AbstractContextManager[None]:
        return _in_words(_not_saved)

    def rebuilding(self) -> Engine:
        return _writing(self._address)

    def exchange(self, file: Path) -> None:
        """One transaction, row by row: a server has no pages to exchange."""
        # Here, since moving stands on databases, and these on us.
        from hundred_app.core import moving
        from hundred_app.core.sqlite import File

        held = File(file)
        try:
            with held.read.connect() as source, self.write.begin() as target:
                moving.put_in_place(source, target)
        finally:
            held.read.dispose()
            held.write.dispose()

    def checkpoint(self) -> None:
        """Nothing: the server does so by itself."""


class _WholeNumber(Loader):
    """Sums of BIGINT come as NUMERIC. Nothing that is kept has a fraction."""

    def load(self, data: Buffer) -> int:
        return int(bytes(data))


class _WithoutNul(StrDumperUnknown):
    """The server takes no NUL in a text, and would fail where nothing is to be found.

    What is kept has none in any case: forms take them out, see `text.seen`.
    """

    def dump(self, obj: str) -> Buffer | None:
        return super().dump(obj.replace("\0", ""))


def _writing(address: Address) -> Engine:
    engine = _engine(address, _WRITE)

    @event.listens_for(engine, "begin")
    def wait_for_others(connection: Any) -> None:  # pyright: ignore[reportUnusedFunction]
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITING})")

    return engine


def _engine(address: Address, transactions: str) -> Engine:
    engine = create_engine(
        make_url(address.url).set(drivername="postgresql+psycopg"),
        connect_args=_CONNECTING,
        # A connection that died while it lay idle is replaced before anybody notices.
        pool_pre_ping=True,
        # One for each thread that reads.
        pool_size=threads.READERS,
        pool_timeout=BUSY_MILLISECONDS / 1000,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _: ConnectionPoolEntry) -> None:  # pyright: ignore[reportUnusedFunction]
        _set_up(connection, transactions)

    @event.listens_for(engine, "handle_error")
    def keep_secrets(context: ExceptionContext) -> None:  # pyright: ignore[reportUnusedFunction]
        _keep_secrets(context)

    return engine


def _set_up(connection: PsycopgConnection[Any], transactions: str) -> None:
    connection.adapters.register_loader("numeric", _WholeNumber)
    connection.adapters.register_dumper(str, _WithoutNul)
    connection.execute(f"SET SESSION CHARACTERISTICS AS TRANSACTION {transactions}".encode())
    connection.execute(f"SET lock_timeout = {BUSY_MILLISECONDS}".encode())
    connection.execute(f"SET idle_in_transaction_session_timeout = '{IDLE_SECONDS}s'".encode())
    connection.commit()


def _keep_secrets(context: ExceptionContext) -> None:
    """Leave the first line of an error alone: the next has values of the row in it.

    An exception ends in the log, and a reflection must not.
    """
    error = context.original_exception
    if not isinstance(error, PsycopgError):
        return
    whole = str(error)
    first = whole.partition("\n")[0] if error.sqlstate else whole
    error.args = (first,)
    told = context.sqlalchemy_exception
    if told is not None and told.args:
        told.args = (str(told.args[0]).replace(whole, first), *told.args[1:])


@contextmanager
def _in_words(say: Callable[[DBAPIError], HundredError | None]) -> Generator[None]:
    try:
        yield
    except NoConnectionFree as error:
        raise _away() from error
    except DBAPIError as error:
        told = say(error)
        if told is None:
            raise
        raise told from error


def _not_saved(error: DBAPIError) -> HundredError | None:
    match states.state_of(error):
        case "53100":
            return NotSaved(t.disk_full)
        case "58030" | "25006":
            # The second: this server has become the copy of another, which it only follows.
            return NotSaved(t.disk_refuses)
        case _ if states.is_held(error):
            return Busy(t.disk_busy, BUSY_RETRY_SECONDS)
        case _:
            return _not_answered(error)


def _not_answered(error: DBAPIError) -> HundredError | None:
    return _away() if states.is_away(error) else None


def _away() -> Busy:
    return Busy(t.database_away, BUSY_RETRY_SECONDS)
