"""When a stretch began, as people write it: "yesterday 18:05". Wall-clock time throughout."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import cache

from hundred_app.core.errors import Invalid
from hundred_app.core.language import spoken
from hundred_app.features.commitments.rules.spellings import (
    is_today,
    month_of,
    pattern,
    understood,
    weekday_of,
)
from hundred_app.features.commitments.texts import t

NOON = time(12)
DAY_MINUTES = 24 * 60
FLAGS = re.ASCII | re.IGNORECASE
END = r"(?=\Z|\s|[,;](?!\d)|[.:](?:\s|\Z)|[\u2013\u2014](?!\d)|-(?:\s|\Z))"

_OTHER_SIGNS = {"\u066b": ".", "\u2010": "-", "\u2011": "-", "\u2212": "-"}
# A 29 February may be eight years back, as from 1904 to 1896.
_YEARS_BACK = 8


DAY_NUMBER = r"\d{1,2}(?:st|nd|rd|th|º)?"
_TIME = r"\d{1,2}:\d{2}"


def month_pattern(language: str) -> str:
    """A pattern of the months that are understood while this language is spoken."""
    return pattern([name for each in understood(language) for name in each.months])


@cache
def _day_pattern(language: str) -> re.Pattern[str]:
    """A day as it is written in this language or in English."""
    known = understood(language)
    near = "|".join(f"{each.today}|{each.yesterday}" for each in known)
    month = month_pattern(language)
    weekday = pattern([name for each in known for name in each.weekdays]) + "(?:-feira)?"
    return re.compile(
        rf"(?P<near>{near}){END}"
        rf"|(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?:{END}|T(?={_TIME}{END}))"
        rf"|(?:(?P<weekday>{weekday})(?:,\s{{0,3}}|\s{{1,3}}))?"
        rf"(?:(?P<day>{DAY_NUMBER})\s{{0,3}}(?:de\s{{1,3}})?(?P<month>{month})"
        rf"|(?P<us_month>{month})\s{{0,3}}(?P<us_day>{DAY_NUMBER}))"
        rf"(?:(?:,?\s{{1,3}}|\s{{1,3}}de\s{{1,3}})(?P<year>(?:19|20)\d{{2}}))?{END}"
        rf"|(?P<last>{weekday}){END}",
        FLAGS,
    )


_CLOCK = re.compile(rf"(?P<clock>{_TIME}){END}", FLAGS)
_RANGE = re.compile(
    rf"(?P<clock>{_TIME})(?:\s{{0,3}}[-\u2013\u2014]\s{{0,3}}|\s{{1,3}}(?:to|a|às|as|até)\s{{1,3}})"
    rf"(?P<until>{_TIME}){END}",
    FLAGS,
)
_JOINT = re.compile(r"[\s,]{0,3}(?:(?:at|às|as)\s{1,3})?", FLAGS)
_AT_BEFORE = re.compile(r"(?<!\S)(?:at|às|as)\s{1,3}\Z", FLAGS)


def parse_moment(text: str, now: datetime) -> datetime:
    """The moment a person means, on the naive wall clock that `now` is on.

    A weekday is the last one before today. A date without a year is the latest
    that is not in the future. A day alone is now if it is today, else its noon;
    a time alone is today's. A day and a month in figures, as in 3/11, are
    refused: half the world reads them the other way round.

    Raises:
        Invalid: "moment"; it is not a time, or it is still to come.
    """
    said = " ".join(plain(text).split())
    day = day_at(said, 0)
    joint = _JOINT.match(said, day.end()) if day else None
    begins = joint.end() if joint else 0
    clock = _CLOCK.fullmatch(said, begins)
    if clock is None and (day is None or begins < len(said)):
        raise Invalid("moment", t.not_a_time)
    return moment_on(
        read_day(day, now) if day else None,
        read_clock(clock["clock"]) if clock else None,
        now,
    )


def clock_alone(text: str) -> time | None:
    """The time of day in a text that is nothing else, as "18:05"; None for any other text.

    Raises:
        Invalid: "moment"; no clock shows it, as with 25:00.
    """
    found = _CLOCK.fullmatch(" ".join(plain(text).split()))
    return read_clock(found["clock"]) if found else None


def plain(text: str) -> str:
    """The text in signs the patterns know, letter for letter, so that positions stay true.

    Any digit of any script becomes 0 to 9, any space a blank, full-width signs narrow.
    """
    return "".join(map(_plain_sign, text))


def _plain_sign(sign: str) -> str:
    if sign.isspace():
        return " "
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    if "\uff01" <= sign <= "\uff5e":
        return chr(ord(sign) - 0xFEE0)
    return _OTHER_SIGNS.get(sign, sign)


def day_at(typed: str, at: int) -> re.Match[str] | None:
    """A day written at a place in plain text, for `read_day`."""
    return _day_pattern(spoken()).match(typed, at)


def range_at(typed: str, at: int) -> re.Match[str] | None:
    """Two times such as 17:10-17:50, its groups `clock` and `until` for `read_clock`."""
    return _RANGE.match(typed, at)


def is_time_of_day(typed: str, at: int, day_end: int | None) -> bool:
    """Whether 1:30 at this place can only be a time of day: it follows "at" or a day."""
    if _AT_BEFORE.search(typed, max(0, at - 6), at):
        return True
    return day_end is not None and _JOINT.fullmatch(typed, day_end, at) is not None


def read_day(said: re.Match[str], now: datetime) -> date:
    """The day that `day_at` found, which may be in the future.

    Raises:
        Invalid: "moment"; there is no such day, as with 31 February.
    """
    try:
        day = _day_of(said, now.date())
    except (ValueError, OverflowError):
        day = None
    if day is None:
        raise Invalid("moment", t.not_a_time)
    return day


def _day_of(said: re.Match[str], today: date) -> date | None:
    if near := said["near"]:
        return today if is_today(near) else today - timedelta(days=1)
    if said["iso"]:
        return date.fromisoformat(said["iso"])
    if said["last"]:
        back = (today.weekday() - _weekday(said["last"])) % 7
        return today - timedelta(days=back or 7)
    return _dated(said, today)


def _dated(said: re.Match[str], today: date) -> date | None:
    """A day with its month; None if no such day, or if it was not on the weekday given."""
    number = int((said["day"] or said["us_day"]).rstrip("stndrhSTNDRHº"))
    month = month_of(said["month"] or said["us_month"])
    year = said["year"]
    day = date(int(year), month, number) if year else _latest(number, month, today)
    if day and said["weekday"] and day.weekday() != _weekday(said["weekday"]):
        return None
    return day


def _latest(number: int, month: int, today: date) -> date | None:
    years = range(today.year, max(0, today.year - 1 - _YEARS_BACK), -1)
    days = (date(y, month, number) for y in years if 1 <= number <= monthrange(y, month)[1])
    return next((day for day in days if day <= today), None)


def _weekday(said: str) -> int:
    return weekday_of(said.lower().removesuffix("-feira"))


def read_clock(said: str) -> time:
    """The time of day in "18:05".

    Raises:
        Invalid: "moment"; no clock shows it, as with 25:00.
    """
    hour, minute = map(int, said.split(":"))
    if hour > 23 or minute > 59:
        raise Invalid("moment", t.not_a_time)
    return time(hour, minute)


def moment_on(day: date | None, clock: time | None, now: datetime) -> datetime:
    """A day (else today) at a time (else now if it is today, else noon).

    Raises:
        Invalid: "moment"; it is still to come.
    """
    day = day or now.date()
    if clock is None and day == now.date():
        return now
    moment = datetime.combine(day, NOON if clock is None else clock)
    if moment > now:
        raise Invalid("moment", t.in_the_future)
    return moment


def minutes_between(start: time, until: time) -> int:
    """The minutes of a stretch between two times, 1 to 1439; it may cross midnight.

    They are those of the wall clock: an hour skipped or repeated in the night is not known here.

    Raises:
        Invalid: "duration"; the two times are one.
    """
    minutes = (_minute(until) - _minute(start)) % DAY_MINUTES
    if minutes == 0:
        raise Invalid("duration", t.duration_range)
    return minutes


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def stretch_began(start: time, minutes: int, day: date | None, now: datetime) -> datetime:
    """When a stretch began that started at a time of day; without a day, the latest that is over.

    Raises:
        Invalid: "moment"; it is still to come, or not over yet.
    """
    try:
        latest = now - timedelta(minutes=minutes)
        day = day or latest.date() - timedelta(days=latest.time() < start)
    except OverflowError:
        raise Invalid("moment", t.not_a_time) from None
    begins = moment_on(day, start, now)
    if begins > latest:
        raise Invalid("moment", t.ends_in_the_future)
    return begins
