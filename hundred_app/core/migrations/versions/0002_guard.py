"""Devices, second steps, failed sign-ins, drafts, the audit log, and what is known of the file."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SESSION_SECONDS = 30 * 24 * 3600


def upgrade() -> None:
    _people()
    _sessions()
    _signing_in()
    _records()


def _people() -> None:
    op.add_column(
        "user",
        sa.Column("is_approved", sa.Boolean(), server_default=sa.true(), nullable=False),
    )
    op.add_column("user", sa.Column("totp_secret", sa.String(64), nullable=True))
    op.add_column(
        "user", sa.Column("totp_step", sa.BigInteger(), server_default=sa.text("0"), nullable=False)
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("user_id", sa.String(36), nullable=False),
        sa.Column("hint", sa.String(8), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_code"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name="fk_recovery_code_user_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("user_id", "hint", name="uq_recovery_code_user_id_hint"),
    )


def _sessions() -> None:
    for name in ("created_at", "last_used_at", "proven_at"):
        op.add_column(
            "session",
            sa.Column(name, sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        )
    for name, length in (("address", 45), ("agent", 200)):
        op.add_column(
            "session",
            sa.Column(name, sa.String(length), server_default=sa.text("''"), nullable=False),
        )
    # A session from before began, as far as anybody knows, when it was last made to last.
    op.execute(
        sa.text(
            f"UPDATE session SET created_at = expires_at - {_SESSION_SECONDS},"  # noqa: S608
            f" last_used_at = expires_at - {_SESSION_SECONDS}"
        )
    )


def _signing_in() -> None:
    op.add_column(
        "one_time_link",
        sa.Column("created_at", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
    )
    with op.batch_alter_table("one_time_link") as links:
        links.add_column(sa.Column("user_id", sa.String(36), nullable=True))
        links.create_foreign_key(
            "fk_one_time_link_user_id", "user", ["user_id"], ["id"], ondelete="CASCADE"
        )
    op.create_table(
        "known_device",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("user_id", sa.String(36), nullable=False),
        sa.Column("last_used_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_known_device"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name="fk_known_device_user_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_known_device_user_id", "known_device", ["user_id"])
    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("happened_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_failure"),
    )
    for name in ("address", "account"):
        op.create_index(
            f"ix_sign_in_failure_{name}_happened_at", "sign_in_failure", [name, "happened_at"]
        )
    op.create_index("ix_sign_in_failure_happened_at", "sign_in_failure", ["happened_at"])


def _records() -> None:
    op.create_table(
        "draft",
        sa.Column("user_id", sa.String(36), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "name", name="pk_draft"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name="fk_draft_user_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "audit_event",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("happened_at", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("actor", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("address", sa.String(45), nullable=False),
        sa.Column("is_refused", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_event"),
    )
    op.create_index("ix_audit_event_happened_at", "audit_event", ["happened_at"])
    op.create_table(
        "db_metadata",
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_db_metadata"),
    )
