"""Work: who asks, when, and through which open transaction."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from hundred_app.core import zones


@dataclass(frozen=True)
class Work:
    """Who is asking, when, and through which open transaction.

    Every store and service function takes a Work first and filters by its
    user, so there is no query that can forget whose data it reads.

    Attributes:
        db: the open transaction; whoever opened it commits it.
        user_id: whose data this is about.
        now: the present moment in UTC. Nothing else asks the clock.
        zone: the person's IANA time zone; it decides which day a moment falls on.
        week_start: the first day of the week, 0 for Monday to 6 for Sunday.
        day_start: the hour at which the person's day begins, 0 to 23.
        address: the network address of whoever asks, for the audit log; "" when unknown.
    """

    db: Session
    user_id: str
    now: datetime
    zone: str = "UTC"
    week_start: int = 0
    day_start: int = 0
    address: str = ""

    @property
    def today(self) -> date:
        return self.day_of(self.now)

    @property
    def wall_clock(self) -> datetime:
        """The person's wall-clock time, naive."""
        return self.local(self.now).replace(tzinfo=None)

    def local(self, moment: datetime) -> datetime:
        return zones.local(moment, self.zone)

    def day_of(self, moment: datetime) -> date:
        return zones.local_day(moment, self.zone, self.day_start)

    def week_of(self, day: date) -> date:
        """The first day of the week that `day` is in."""
        return day - timedelta(days=(day.weekday() - self.week_start) % 7)

    def begins(self, day: date) -> datetime:
        """The first moment of one of the person's days."""
        return zones.day_begins(day, self.zone, self.day_start)
