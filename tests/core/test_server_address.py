"""HUNDRED_DATABASE_URL: what is an address of a PostgreSQL database, and what is said of it."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import make_url

from hundred_app.core import migrate, settings
from hundred_app.core.settings import BadSetting

NAME = "HUNDRED_DATABASE_URL"


@pytest.mark.parametrize(
    ("url", "where"),
    [
        ("postgresql://hundred:secret@db.example.org/diary", "db.example.org/diary"),
        ("postgresql://hundred:secret@db.example.org:5433/diary", "db.example.org:5433/diary"),
        ("postgresql://hundred@[::1]:5432/diary?sslmode=require", "::1:5432/diary"),
        ("postgresql:///diary?host=/run/postgresql", "/run/postgresql/diary"),
        ("postgresql://hundred:p%40ss%2F@localhost/diary", "localhost/diary"),
        (" postgresql://localhost/diary ", "localhost/diary"),
    ],
)
def test_an_address_is_read_and_told_without_the_password(url: str, where: str) -> None:
    found = settings.read({NAME: url}).server
    assert found is not None
    assert (found.where, str(found)) == (where, where)
    assert "secret" not in repr(settings.read({NAME: url}))


@pytest.mark.parametrize(
    ("url", "mode"),
    [
        ("postgresql://hundred:secret@db.example.org/diary", "verify-full"),
        ("postgresql://db.example.org/diary?", "verify-full"),
        ("postgresql://192.0.2.7/diary?sslrootcert=/etc/ca.pem", "verify-full"),
        ("postgresql://[2001:db8::7]/diary", "verify-full"),
        ("postgresql:///diary?host=db.example.org", "verify-full"),
        ("postgresql:///diary?host=localhost,db.example.org", "verify-full"),
        ("postgresql:///diary?host=/run/postgresql,db.example.org", "verify-full"),
        ("postgresql://localhost/diary?host=db.example.org", "verify-full"),
        ("postgresql://localhost.example.org/diary", "verify-full"),
        ("postgresql://db.example.org/diary?sslmode=prefer", "prefer"),
        ("postgresql://db.example.org/diary?sslmode=disable", "disable"),
        ("postgresql://hundred:secret@localhost/diary", None),
        ("postgresql://hundred:secret@127.0.0.1:5433/diary", None),
        ("postgresql://[::1]/diary", None),
        ("postgresql:///diary", None),
        ("postgresql:///diary?host=/run/postgresql", None),
        ("postgresql://localhost/diary?host=%2Frun%2Fpostgresql", None),
    ],
)
def test_a_machine_elsewhere_has_to_show_who_it_is_unless_told_otherwise(
    url: str, mode: str | None
) -> None:
    """As the driver is told, which is asked and not called."""
    found = settings.read({NAME: url}).server
    assert found is not None
    read = make_url(found.url).set(drivername="postgresql+psycopg")
    _, told = read.get_dialect()().create_connect_args(read)
    assert told.get("sslmode") == mode


def test_without_one_the_database_is_a_file() -> None:
    assert settings.read({}).server is None
    assert settings.read({NAME: "  "}).server is None


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("mysql://hundred:secret@localhost/diary", "postgresql://"),
        ("sqlite:///secret.db", "leave it out"),
        ("postgresql+psycopg://hundred:secret@localhost/diary", "postgresql://"),
        ("POSTGRES://hundred:secret@localhost/diary", "postgresql://"),
        ("secret", "postgresql://"),
        ("postgresql://hundred:secret@localhost", "name one database"),
        ("postgresql://hundred:secret@localhost/", "name one database"),
        ("postgresql://hundred:secret@localhost/a/b", "name one database"),
        ("postgresql://hundred:sec ret@localhost/diary", "blanks"),
        ("postgresql://hundred:sec\x00ret@localhost/diary", "blanks"),
        ("postgresql://hundred:secret@localhost:99999/diary", "port"),
        ("postgresql://hundred:secret@localhost:five/diary", "port"),
        ("postgresql://hundred:sec#ret@localhost/diary", "name one database"),
        ("postgresql://hundred@localhost/diary#secret", "%23"),
        ("postgresql://hundred@localhost/diary?password=secret", "not known here"),
        ("postgresql://hundred@localhost/diary?options=-csearch_path%3Dsecret", "not known here"),
        ("postgresql://hundred:sec@ret@secret/diary", "%40"),
        ("postgresql://hundred:p@@secret/diary", "%40"),
        ("postgresql://hundred@localhost/diary?sslmode=secret", "sslmode is none of"),
        ("postgresql://hundred@localhost/diary?sslmode=", "sslmode is none of"),
        ("postgresql://db/diary?sslmode=verify-full&sslmode=disable", "twice"),
        ("postgresql:///diary?host=localhost&host=db.example.org", "twice"),
    ],
)
def test_anything_else_is_refused_without_repeating_it(url: str, reason: str) -> None:
    with pytest.raises(BadSetting, match=NAME) as refusal:
        settings.read({NAME: url})
    assert reason in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_who_has_a_file_loads_neither_the_driver_nor_its_dialect(tmp_path: Path) -> None:
    # Alembic, which makes a new one, brings every dialect.
    migrate.open_database(tmp_path / "hundred.db").close()
    code = (
        "import sys, pathlib; from hundred_app.server import folder; from hundred_app.core import"
        " settings; from hundred_app import cli; from hundred_app.server import launcher;"
        f" data = settings.Settings(data=pathlib.Path({str(tmp_path)!r}))\n"
        "with folder.opened(data): pass\n"
        "ours = ('psycopg', 'sqlalchemy.dialects.postgresql')\n"
        "print([name for name in sys.modules if name.startswith(ours)])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
