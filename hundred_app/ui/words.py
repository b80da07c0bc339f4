"""How a page says a phrase: it is compiled once, and the browser looks the sentence up.

A phrase in a page, as a child or in a property, becomes `say("…")` of
assets/ui/words.js. Nothing has to be done for that but to write `t.save`.
"""

import json
from typing import Any

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData
from reflex_base.vars.base import LiteralVar
from reflex_base.vars.sequence import StringVar

from hundred_app.core.text import Phrase

_SAY = VarData(imports={"$/public/ui/words.js": [ImportVar(tag="say")]})


class SaidVar(StringVar[Phrase], python_types=Phrase):
    """What Reflex takes a phrase for; it decides by the type of the value."""


class LiteralSaidVar(LiteralVar, SaidVar):
    """A phrase that stands in a page."""

    @classmethod
    def create(  # pyright: ignore[reportIncompatibleMethodOverride]
        cls, value: Phrase, _var_type: Any = None, _var_data: VarData | None = None
    ) -> rx.Var[str]:
        """The call that says this phrase in the browser."""
        arguments = [json.dumps(value.english)]
        needs = [_SAY, _var_data]
        if value.values:
            values = LiteralVar.create(dict(value.values))
            arguments.append(str(values))
            needs.append(values._get_all_var_data())  # noqa: SLF001
        return rx.Var(
            f"say({', '.join(arguments)})", _var_type=str, _var_data=VarData.merge(*needs)
        ).to(str)

    @classmethod
    def _get_all_var_data_without_creating_var(cls, value: Phrase) -> VarData | None:
        return cls.create(value)._get_all_var_data()  # noqa: SLF001


class Speaking(rx.Component):
    """Draws everything inside anew when another language is spoken."""

    library = "$/public/ui/words.js"
    tag = "Speaking"


class Language(rx.Component):
    """Has the browser speak `language` once that is `known`."""

    library = "$/public/ui/words.js"
    tag = "Language"

    language: rx.Var[str]
    known: rx.Var[bool]
