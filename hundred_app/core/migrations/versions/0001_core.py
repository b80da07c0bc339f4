"""People, commitments, time logs, milestones, and the ledger of deeds."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _people()
    _commitments()
    _ledger()


def _people() -> None:
    op.create_table(
        "user",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("username", sa.String(32), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.Column("is_disabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_user"),
        sa.UniqueConstraint("username", name="uq_user_username"),
        sa.CheckConstraint("role IN ('user', 'admin')", name=op.f("ck_user_role")),
    )
    op.create_table(
        "session",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("user_id", sa.String(36), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_session_user_id"),
    )
    op.create_index("ix_session_user_id", "session", ["user_id"])
    op.create_index("ix_session_expires_at", "session", ["expires_at"])
    op.create_table(
        "user_settings",
        sa.Column("user_id", sa.String(36), nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column("week_start", sa.Integer(), nullable=False),
        sa.Column("day_start", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_user_settings"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name="fk_user_settings_user_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint("week_start BETWEEN 0 AND 6", name=op.f("ck_user_settings_week_start")),
        sa.CheckConstraint("day_start BETWEEN 0 AND 23", name=op.f("ck_user_settings_day_start")),
    )
    op.create_table(
        "one_time_link",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_one_time_link"),
    )


def _commitments() -> None:
    op.create_table(
        "commitment",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("user_id", sa.String(36), nullable=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("category", sa.String(50), nullable=True),
        sa.Column("goal_hours", sa.Integer(), server_default=sa.text("100"), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("minutes_before", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_commitment"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name="fk_commitment_user_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint("goal_hours BETWEEN 1 AND 10000", name=op.f("ck_commitment_goal_hours")),
        sa.CheckConstraint("seat BETWEEN 0 AND 3", name=op.f("ck_commitment_seat")),
        sa.CheckConstraint("minutes_before >= 0", name=op.f("ck_commitment_minutes_before")),
    )
    op.create_index("ix_commitment_user_id", "commitment", ["user_id"])
    op.create_index(
        "uq_commitment_active_seat",
        "commitment",
        ["user_id", "seat"],
        unique=True,
        sqlite_where=sa.text("is_active"),
        postgresql_where=sa.text("is_active"),
    )
    op.create_table(
        "time_log",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("commitment_id", sa.String(36), nullable=False),
        sa.Column("duration_minutes", sa.Integer(), nullable=False),
        sa.Column("date", sa.BigInteger(), nullable=False),
        sa.Column("reflection", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(40), nullable=True),
        sa.Column("source_key", sa.String(64), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_time_log"),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name="fk_time_log_commitment_id",
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "duration_minutes BETWEEN 1 AND 1440", name=op.f("ck_time_log_duration_minutes")
        ),
        sa.UniqueConstraint(
            "commitment_id", "source_key", name="uq_time_log_commitment_id_source_key"
        ),
    )
    op.create_index("ix_time_log_by_day", "time_log", ["commitment_id", "date", "duration_minutes"])
    op.create_table(
        "milestone",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("commitment_id", sa.String(36), nullable=False),
        sa.Column("hours_threshold", sa.Integer(), nullable=False),
        sa.Column("user_synthesis", sa.String(), nullable=False),
        sa.Column("ai_feedback", sa.String(), nullable=True),
        sa.Column("completed_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_milestone"),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name="fk_milestone_commitment_id",
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "hours_threshold IN (25, 50, 75, 100)", name=op.f("ck_milestone_hours_threshold")
        ),
        sa.UniqueConstraint(
            "commitment_id", "hours_threshold", name="uq_milestone_commitment_id_hours_threshold"
        ),
    )


def _ledger() -> None:
    op.create_table(
        "activity_event",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("user_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("subject_id", sa.String(36), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("happened_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_activity_event"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name="fk_activity_event_user_id", ondelete="CASCADE"
        ),
    )
    op.create_index(
        "ix_activity_event_user_id_happened_at", "activity_event", ["user_id", "happened_at"]
    )
    op.create_table(
        "removed_item",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("user_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_removed_item"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name="fk_removed_item_user_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_removed_item_user_id", "removed_item", ["user_id"])
