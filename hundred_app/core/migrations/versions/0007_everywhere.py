"""What need not be explained again, and the lines that hang in the museum."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "user_settings",
        sa.Column("lessons", sa.Integer(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column(
        "commitment",
        sa.Column("lines", sa.String(), server_default=sa.text("''"), nullable=False),
    )
