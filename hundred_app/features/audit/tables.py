"""What is kept: one row for each act that touches somebody's safety."""

from datetime import datetime

from sqlmodel import Field

from hundred_app.core.table import Instant, Table


class AuditEvent(Table, table=True):
    """Names and not keys: a row outlives the account that it tells of."""

    __tablename__ = "audit_event"  # pyright: ignore[reportAssignmentType]

    happened_at: datetime = Field(sa_type=Instant, index=True)
    action: str = Field(max_length=40)
    actor: str = Field(default="", max_length=32)
    subject: str = Field(default="", max_length=64)
    address: str = Field(default="", max_length=45)
    is_refused: bool = False
