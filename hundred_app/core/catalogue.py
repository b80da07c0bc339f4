"""The sentences of another language: gettext catalogues, read once when they are first needed."""

import io
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from hundred_app.core.language import ENGLISH, catalogue_name, spoken

FOLDER = Path(__file__).resolve().parent.parent / "locale"


def translated(english: str) -> str:
    """The sentence in the language that is spoken; in English as long as nobody translated it."""
    return _translations(spoken()).gettext(english)


def translated_plural(one: str, many: str, count: int) -> str:
    """The form of a sentence that goes with a count, by the rule of the language."""
    return _translations(spoken()).ngettext(one, many, count)


@cache
def sentences(language: str) -> dict[str, str]:
    """Every English sentence with its translation; none for English."""
    if language == ENGLISH:
        return {}
    return {
        message.id: message.string
        for message in read(language)
        if isinstance(message.id, str) and isinstance(message.string, str)
        if message.id and message.string and not message.fuzzy
    }


def file_of(language: str) -> Path:
    """The catalogue of a language, as translators write it."""
    return FOLDER / catalogue_name(language) / "LC_MESSAGES" / "hundred.po"


def read(language: str) -> Catalog:
    with file_of(language).open("rb") as file:
        return read_po(file, locale=catalogue_name(language), domain="hundred", abort_invalid=True)


@cache
def _translations(language: str) -> NullTranslations:
    if language == ENGLISH:
        return NullTranslations()
    # gettext reads only the compiled form; made in memory, it is never older than its source.
    compiled = io.BytesIO()
    write_mo(compiled, read(language))
    compiled.seek(0)
    return GNUTranslations(compiled)
