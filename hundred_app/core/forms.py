"""The base of every form: what comes from outside is parsed once, strictly."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from hundred_app.core.errors import Invalid
from hundred_app.core.texts import t

NOT_UNDERSTOOD = t.not_understood

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
            raise Invalid(str(place[0]) if place else "", NOT_UNDERSTOOD()) from None


@dataclass(frozen=True)
class Arguments:
    """What something that is called from outside takes: these names and types, nothing else."""

    types: dict[str, TypeAdapter[Any]]
    optional: frozenset[str]

    @classmethod
    def of(cls, types: Mapping[str, Any], optional: Collection[str] = ()) -> Self:
        """
        Args:
            types: the type of each argument by its name.
            optional: those that may be left out.
        """
        adapters = {name: TypeAdapter[Any](kind) for name, kind in types.items()}
        return cls(adapters, frozenset(optional))

    def check(self, given: Mapping[str, Any]) -> None:
        """
        Raises:
            Invalid: an argument is missing, unknown or of another type; `field` names the first.
        """
        for name in [*given, *self.types]:
            if name not in self.types or not (name in given or name in self.optional):
                raise Invalid(name, NOT_UNDERSTOOD())
        for name, value in given.items():
            try:
                self.types[name].validate_python(value, strict=True)
            except ValidationError:
                raise Invalid(name, NOT_UNDERSTOOD()) from None
