"""The base of every form: what comes from outside is parsed once, strictly."""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hundred_app.core.errors import Invalid
from hundred_app.core.text import Phrase

NOT_UNDERSTOOD = Phrase("This was not understood. Reload the page and try again.")

Counter = Annotated[int, Field(strict=False, ge=0, le=1_000_000_000)]
"""A whole number that a hidden field of a form carries, and so comes as text."""


class Form(BaseModel):
    """Fields of exactly these names and types, nothing else.

    A form says what may come in; whether it is a good title or a possible
    duration is for the feature's rules, which know how to say so.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @classmethod
    def parse(cls, fields: Mapping[str, Any] | object) -> Self:
        """
        Raises:
            Invalid: a field is missing, unknown or of another type; `field` names the first.
        """
        try:
            return cls.model_validate(fields)
        except ValidationError as error:
            place = error.errors(include_url=False, include_input=False)[0]["loc"]
            raise Invalid(str(place[0]) if place else "", NOT_UNDERSTOOD) from None
