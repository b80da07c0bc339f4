"""Brings a database on a server to the schema of this program, or says why it cannot."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from hundred_app.core import migrate, soundness
from hundred_app.core.db import Database
from hundred_app.core.errors import HundredError
from hundred_app.core.postgresql import states
from hundred_app.core.postgresql.address import Address
from hundred_app.core.soundness import Away, UnusableDatabase

OLDEST = 13
"""The major version of the server."""

_OURS = {"alembic_version", "db_metadata", "user", "commitment", "time_log"}


def open_for(folder: Path, address: Address) -> Database:
    """The same for the data folder of an installation, which may have held a diary before.

    Raises:
        UnusableDatabase: as `open_server`; or there is nothing in the database, and the folder
            knows of a diary: it is missed, not made anew.
    """
    if not revision_at(address) and soundness.is_installed(folder):
        raise UnusableDatabase(
            f"The database {address} is empty, and {folder} has held a diary. Nothing was begun"
            " in its place. To bring the diary over, take HUNDRED_DATABASE_URL out and run"
            " `hundred move --to` with it; to begin a new one, choose another folder with --data."
        )
    database = open_server(address)
    soundness.mark_installed(folder)
    return database


def open_server(address: Address) -> Database:
    """The database at an address, made or brought up to date if need be.

    Others may do so at the same moment: one of them does, and the others find it done.

    Raises:
        Away: the server does not answer, or another program has the database for itself.
        UnusableDatabase: it is another program's, newer than this program, or could not be brought
            up to date. It is as it was.
    """
    database = connected(address)
    try:
        with database.reading() as db:
            found = revision_of(db.connection(), address)
        if found != migrate.head():
            migrate.upgrade(database)
    except (DBAPIError, HundredError, UnusableDatabase) as error:
        database.close()
        raise _unusable(address, error) from error
    return database


def connected(address: Address) -> Database:
    """The database as it is, once it has answered.

    Raises:
        Away: the server does not answer, or does not let us in.
        UnusableDatabase: psycopg is not installed, or the server is too old, or does not keep texts
            as UTF-8.
    """
    try:
        database = Database(address)
    except ImportError as error:
        raise UnusableDatabase(
            'HUNDRED_DATABASE_URL needs psycopg. Install it: pip install "hundred[postgres]"'
        ) from error
    try:
        # Reading: whoever only looks waits for nobody who writes.
        with database.reading() as db:
            _refuse_unfit(db.connection(), address)
    except (DBAPIError, HundredError, UnusableDatabase) as error:
        database.close()
        raise _unusable(address, error) from error
    return database


def revision_of(connection: Connection, address: Address) -> str:
    """The revision of the schema; "" for a database with nothing in it.

    Raises:
        UnusableDatabase: it has tables of another program, or is newer than this one.
    """
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return ""
    if not tables >= _OURS:
        raise UnusableDatabase(
            f"The database {address} has tables of another program. Give Hundred one of its own."
        )
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if not revision or not migrate.is_known(revision):
        raise UnusableDatabase(
            f"The database {address} was written by a newer Hundred (schema {revision}; this one"
            f" knows up to {migrate.head()}). Install that version or a later one."
        )
    return revision


def revision_at(address: Address) -> str:
    """The revision of the schema of a database; "" for one with nothing in it.

    Raises:
        UnusableDatabase: as `open_server`; nothing was changed.
    """
    database = connected(address)
    try:
        with database.reading() as db:
            return revision_of(db.connection(), address)
    except (DBAPIError, HundredError) as error:
        raise _unusable(address, error) from error
    finally:
        database.close()


def _refuse_unfit(connection: Connection, address: Address) -> None:
    version = int(connection.execute(text("SHOW server_version_num")).scalar_one()) // 10_000
    if version < OLDEST:
        raise UnusableDatabase(
            f"The server of {address} is PostgreSQL {version}; Hundred needs {OLDEST} or later."
        )
    encoding = connection.execute(text("SHOW server_encoding")).scalar()
    if encoding != "UTF8":
        raise UnusableDatabase(
            f"The database {address} keeps texts as {encoding}. Make one with ENCODING 'UTF8'."
        )


def _unusable(address: Address, error: Exception) -> UnusableDatabase:
    if isinstance(error, UnusableDatabase):
        return error
    # What is said to people at their pages leaves out why; whoever starts us has to know.
    cause = error.__cause__ if isinstance(error, HundredError) else error
    reason = " ".join(str(getattr(cause, "orig", None) or cause or error).split()).rstrip(".")
    if isinstance(cause, DBAPIError) and (states.is_away(cause) or states.is_held(cause)):
        return Away(f"The database {address} cannot be used now: {reason}.")
    return UnusableDatabase(f"The database {address} cannot be used: {reason}.")
