"""How Hundred treats a person: language, time, theme, and what need not be explained again."""

from dataclasses import dataclass

from hundred_app.core import zones
from hundred_app.core.errors import Invalid
from hundred_app.core.language import LANGUAGES
from hundred_app.core.work import Work
from hundred_app.features.accounts import rules
from hundred_app.features.accounts.store import people as store
from hundred_app.features.accounts.texts import t


@dataclass(frozen=True)
class WritingHelp:
    """How somebody is helped to write: by a prompt a day, by three questions to fill in."""

    has_prompts: bool
    has_template: bool


def set_time_zone(work: Work, zone: str) -> None:
    """
    Raises:
        Invalid: "time_zone" is not an IANA zone.
    """
    if not zones.is_zone(zone):
        raise Invalid("time_zone", t.unknown_zone)
    store.get_settings(work.db, work.user_id).time_zone = zone


def set_week_start(work: Work, weekday: int) -> None:
    """
    Raises:
        Invalid: "week_start" is not 0 (Monday) to 6 (Sunday).
    """
    if weekday not in range(7):
        raise Invalid("week_start", t.unknown_choice)
    store.get_settings(work.db, work.user_id).week_start = weekday


def set_day_start(work: Work, hour: int) -> None:
    """
    Raises:
        Invalid: "day_start" is not an hour from 0 to 23.
    """
    if hour not in range(24):
        raise Invalid("day_start", t.unknown_choice)
    store.get_settings(work.db, work.user_id).day_start = hour


def set_language(work: Work, language: str) -> None:
    """
    Args:
        language: the tag of one that Hundred speaks, or "" for that of the browser.

    Raises:
        Invalid: "language" is neither.
    """
    if language and language not in LANGUAGES:
        raise Invalid("language", t.unknown_choice)
    store.get_settings(work.db, work.user_id).language = language


def set_theme(work: Work, theme: str) -> None:
    """
    Raises:
        Invalid: "theme" is not system, light or dark.
    """
    if theme not in rules.THEMES:
        raise Invalid("theme", t.unknown_choice)
    store.get_settings(work.db, work.user_id).theme = theme


def writing_help(work: Work) -> WritingHelp:
    settings = store.get_settings(work.db, work.user_id)
    return WritingHelp(settings.has_prompts, settings.has_template)


def set_prompts(work: Work, *, is_on: bool) -> None:
    store.get_settings(work.db, work.user_id).has_prompts = is_on


def set_template(work: Work, *, is_on: bool) -> None:
    store.get_settings(work.db, work.user_id).has_template = is_on


def has_mentor(work: Work) -> bool:
    """Whether this person wants to be able to ask a model."""
    return store.get_settings(work.db, work.user_id).has_mentor


def set_mentor(work: Work, *, is_on: bool) -> None:
    store.get_settings(work.db, work.user_id).has_mentor = is_on


def lessons(work: Work) -> int:
    """How many of the first sentences of explanation this person is done with."""
    return store.get_settings(work.db, work.user_id).lessons


def learn(work: Work, lesson: int) -> None:
    """Never say this one again, nor those before it. They are numbered from 1.

    Raises:
        Invalid: "lesson" is none of them.
    """
    if lesson not in rules.LESSONS:
        raise Invalid("lesson", t.unknown_choice)
    settings = store.get_settings(work.db, work.user_id)
    settings.lessons = max(settings.lessons, lesson)
