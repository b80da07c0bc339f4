"""Whether somebody wants to be able to ask a model."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "user_settings",
        sa.Column("has_mentor", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
