"""How somebody is helped to write: with a prompt, with three questions."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name, value in (("has_prompts", sa.true()), ("has_template", sa.false())):
        op.add_column(
            "user_settings",
            sa.Column(name, sa.Boolean(), server_default=value, nullable=False),
        )
