"""An index of the words of reflections and syntheses, and what keeps it in step."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Letters without case are left to be looked for as they stand: they are those of scripts that
# write words without spaces between them, or grow them at the front.
_WORDS = "unicode61 remove_diacritics 2 categories 'Ll Lu Lt N* Co'"
_TEXTS = {
    "time_log": ("reflection", "{row}.rowid * 2"),
    "milestone": ("user_synthesis", "{row}.rowid * 2 + 1"),
}


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        _on_server()
    else:
        _in_file()


def _on_server() -> None:
    """Words are made by the program: the triggers only note whose have to be made."""
    op.create_table(
        "search_stale",
        sa.Column("kind", sa.String(9), primary_key=True),
        sa.Column("id", sa.String(36), primary_key=True),
    )
    op.execute(
        "CREATE FUNCTION search_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " INSERT INTO search_stale (kind, id) VALUES (TG_TABLE_NAME, NEW.id)"
        " ON CONFLICT DO NOTHING; RETURN NULL; END $$"
    )
    for table in _TEXTS:
        row = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
        op.create_table(
            f"search_{table}",
            sa.Column("id", sa.String(36), row, primary_key=True),
            sa.Column("words", TSVECTOR(), nullable=False),
            sa.Column("said", sa.String(), nullable=False),
        )
        op.create_index(
            f"ix_search_{table}_words", f"search_{table}", ["words"], postgresql_using="gin"
        )
        # Without the columns that matter: a column in a trigger cannot be altered.
        op.execute(
            f"CREATE TRIGGER {table}_is_written AFTER INSERT OR UPDATE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION search_note()"
        )


def _in_file() -> None:
    _index()
    for table in _TEXTS:
        _follow(table)
    for table in ("commitment", "user"):
        _sweep_after(table)
    op.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")


def _index() -> None:
    op.create_table(
        "search_stale",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(name, sa.String()) for name in ("old_place", "old_words", "place", "words")),
    )
    texts = (
        f"SELECT {number.format(row=table)} AS id, {_place(table)} AS place, {words} AS words"  # noqa: S608
        f" FROM {table}"
        for table, (words, number) in _TEXTS.items()
    )
    op.execute(f"CREATE VIEW search_text AS {' UNION ALL '.join(texts)}")
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5(place, words, content='search_text',"
        f" content_rowid='id', prefix='2 3', tokenize=\"{_WORDS}\")"
    )


def _follow(table: str) -> None:
    """What a row said when the index last saw it stays; what it says now may change again."""
    words, number = _TEXTS[table]
    was = f"{number.format(row='OLD')}, {_place('OLD')}, OLD.{words}"
    now = f"{_place('NEW')}, NEW.{words}"
    _trigger(
        f"{table}_is_written AFTER INSERT ON {table}",
        f"(id, place, words) VALUES ({number.format(row='NEW')}, {now})",
        "UPDATE SET place = excluded.place, words = excluded.words",
    )
    _trigger(
        f"{table}_is_changed AFTER UPDATE OF commitment_id, {words} ON {table}",
        f"(id, old_place, old_words, place, words) VALUES ({was}, {now})",
        "UPDATE SET place = excluded.place, words = excluded.words",
    )
    _trigger(
        f"{table}_is_deleted AFTER DELETE ON {table}",
        f"(id, old_place, old_words) VALUES ({was})",
        "UPDATE SET place = NULL, words = NULL",
    )


def _sweep_after(table: str) -> None:
    _trigger(f'{table}_is_deleted AFTER DELETE ON "{table}"', "(id) VALUES (0)", "NOTHING")


def _trigger(when: str, what: str, again: str) -> None:
    op.execute(
        f"CREATE TRIGGER {when} BEGIN"
        f" INSERT INTO search_stale {what} ON CONFLICT (id) DO {again}; END"
    )


def _place(row: str) -> str:
    return f"replace({row}.commitment_id, '-', '')"
