"""The language that somebody chose."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "user_settings",
        sa.Column("language", sa.String(8), server_default=sa.text("''"), nullable=False),
    )
