"""Timers, and time that is logged before its sentence is written."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("time_log", sa.Column("reflect_by", sa.BigInteger(), nullable=True))
    op.create_index(
        "ix_time_log_waiting",
        "time_log",
        ["commitment_id", "reflect_by"],
        sqlite_where=sa.text("reflect_by IS NOT NULL"),
        postgresql_where=sa.text("reflect_by IS NOT NULL"),
    )
    _sessions()
    op.create_index(
        "uq_focus_session_active",
        "focus_session",
        ["user_id"],
        unique=True,
        sqlite_where=sa.text("status = 'active'"),
        postgresql_where=sa.text("status = 'active'"),
    )
    op.create_index("ix_focus_session_user_id_status", "focus_session", ["user_id", "status"])
    op.create_index("ix_focus_session_commitment_id", "focus_session", ["commitment_id"])


def _sessions() -> None:
    op.create_table(
        "focus_session",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("user_id", sa.String(36), nullable=False),
        sa.Column("commitment_id", sa.String(36), nullable=True),
        sa.Column("mode", sa.String(12), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("length_seconds", sa.Integer(), nullable=True),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("first_paused_at", sa.BigInteger(), nullable=True),
        sa.Column("paused_at", sa.BigInteger(), nullable=True),
        sa.Column("resumed_at", sa.BigInteger(), nullable=True),
        sa.Column("paused_seconds", sa.Integer(), nullable=False),
        sa.Column("stopped_at", sa.BigInteger(), nullable=True),
        sa.Column("completed_at", sa.BigInteger(), nullable=True),
        sa.Column("thoughts", sa.String(), nullable=False),
        sa.Column("time_log_id", sa.String(36), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_focus_session"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name="fk_focus_session_user_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name="fk_focus_session_commitment_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["time_log_id"],
            ["time_log.id"],
            name="fk_focus_session_time_log_id",
            ondelete="SET NULL",
        ),
        sa.UniqueConstraint("time_log_id", name="uq_focus_session_time_log_id"),
        sa.CheckConstraint(
            "mode IN ('focus', 'short_break', 'long_break')", name=op.f("ck_focus_session_mode")
        ),
        sa.CheckConstraint(
            "kind IN ('flow', 'pomodoro', 'countdown')", name=op.f("ck_focus_session_kind")
        ),
        sa.CheckConstraint(
            "status IN ('active', 'stopped', 'completed', 'abandoned')",
            name=op.f("ck_focus_session_status"),
        ),
        sa.CheckConstraint(
            "length_seconds BETWEEN 1 AND 86400", name=op.f("ck_focus_session_length_seconds")
        ),
        sa.CheckConstraint("paused_seconds >= 0", name=op.f("ck_focus_session_paused_seconds")),
    )
