"""Texts on a server compare by bytes, as in SQLite, whatever language the server was set up in."""

from sqlalchemy import Connection, text

# One language puts "a" and "B" in another order than bytes do, a dot or a blank may count for
# nothing, and an update of the system can change it all under an index.
_BY_BYTES = text("""
    DO $$
    DECLARE held record;
    BEGIN
        FOR held IN
            SELECT relation.relname AS place, attribute.attname AS name,
                format_type(attribute.atttypid, attribute.atttypmod) AS kind
            FROM pg_attribute AS attribute
            JOIN pg_class AS relation ON relation.oid = attribute.attrelid
            JOIN pg_type AS type ON type.oid = attribute.atttypid
            WHERE relation.relnamespace = current_schema()::regnamespace
                AND relation.relkind = 'r' AND attribute.attnum > 0
                AND NOT attribute.attisdropped AND type.typname IN ('varchar', 'text')
                AND attribute.attcollation <> 'pg_catalog."C"'::regcollation
        LOOP
            EXECUTE format('ALTER TABLE %I ALTER COLUMN %I TYPE %s COLLATE "C"',
                held.place, held.name, held.kind);
        END LOOP;
    END $$
""")


def compare_by_bytes(connection: Connection) -> None:
    """Have every column of texts that a step of the schema made compare so."""
    connection.execute(_BY_BYTES)
