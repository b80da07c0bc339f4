from types import SimpleNamespace
from typing import Annotated, Any

import pytest
from pydantic import Field, ValidationError

from hundred_app.core.errors import Invalid
from hundred_app.core.forms import NOT_UNDERSTOOD, Arguments, Counter, Form


class Sample(Form):
    title: str
    note: Annotated[str, Field(max_length=5)] = ""
    rev: Counter = 0
    flag: bool = False


def test_fields_of_the_right_types_come_through() -> None:
    form = Sample.parse({"title": " Cello ", "note": "12345", "rev": "3", "flag": True})
    assert form == Sample(title=" Cello ", note="12345", rev=3, flag=True)


def test_fields_that_may_be_missing_have_their_values() -> None:
    assert Sample.parse({"title": "Cello"}) == Sample(title="Cello", note="", rev=0, flag=False)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        pytest.param({}, "title", id="missing"),
        pytest.param({"title": None}, "title", id="none"),
        pytest.param({"title": 5}, "title", id="a number for a text"),
        pytest.param({"title": ["Cello"]}, "title", id="a list for a text"),
        pytest.param({"title": {"$ne": ""}}, "title", id="a query for a text"),
        pytest.param({"title": b"Cello"}, "title", id="bytes for a text"),
        pytest.param({"title": "Cello", "note": "123456"}, "note", id="too long"),
        pytest.param({"title": "Cello", "flag": "true"}, "flag", id="a text for yes or no"),
        pytest.param({"title": "Cello", "flag": 1}, "flag", id="a number for yes or no"),
        pytest.param({"title": "Cello", "user_id": "x"}, "user_id", id="an unknown field"),
        pytest.param({"title": "Cello", "rev": -1}, "rev", id="a counter below zero"),
        pytest.param({"title": "Cello", "rev": "1.5"}, "rev", id="a counter with a fraction"),
        pytest.param({"title": "Cello", "rev": ""}, "rev", id="an empty counter"),
        pytest.param({"title": "Cello", "rev": "one"}, "rev", id="a counter in words"),
        pytest.param({"title": "Cello", "rev": 1_000_000_001}, "rev", id="a counter too large"),
        pytest.param({"title": "Cello", "rev": "9" * 5_000}, "rev", id="a counter far too large"),
        pytest.param({"title": "Cello", "rev": float("nan")}, "rev", id="a counter that is none"),
        pytest.param({"title": "Cello", "rev": None}, "rev", id="no counter"),
        pytest.param({5: "Cello", "title": "Cello"}, "5", id="a field without a name"),
        pytest.param([("title", "Cello")], "", id="pairs, not fields"),
        pytest.param(None, "", id="nothing"),
        pytest.param("title=Cello", "", id="a text"),
        pytest.param(SimpleNamespace(title="Cello"), "", id="an object of another kind"),
    ],
)
def test_anything_else_is_refused_with_the_name_of_the_field(fields: Any, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        Sample.parse(fields)
    assert refusal.value.field == field
    assert refusal.value.message == NOT_UNDERSTOOD


def test_the_first_of_several_wrong_fields_is_named() -> None:
    with pytest.raises(Invalid) as refusal:
        Sample.parse({"title": 5, "note": 5, "rev": "x"})
    assert refusal.value.field == "title"


def test_a_refusal_does_not_carry_what_was_typed() -> None:
    with pytest.raises(Invalid) as refusal:
        Sample.parse({"title": "Cello", "note": "secret"})
    assert "secret" not in str(refusal.value)
    assert refusal.value.__cause__ is None
    assert refusal.value.__suppress_context__


def test_a_form_that_was_parsed_cannot_be_changed() -> None:
    form = Sample.parse({"title": "Cello"})
    with pytest.raises(ValidationError):
        form.title = "Viola"


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        pytest.param(0, 0, id="none"),
        pytest.param("0", 0, id="none as text"),
        pytest.param("12", 12, id="text"),
        pytest.param(1_000_000_000, 1_000_000_000, id="the largest"),
        pytest.param("1000000000", 1_000_000_000, id="the largest as text"),
    ],
)
def test_a_counter_is_read_from_a_number_or_its_text(typed: object, count: int) -> None:
    assert Sample.parse({"title": "Cello", "rev": typed}).rev == count


# What is called from outside


TAKES = Arguments.of({"text": str, "form": dict[str, Any], "count": int}, optional=["count"])


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"text": "x", "form": {}}, id="without what may be left out"),
        pytest.param({"text": "", "form": {"a": [1]}, "count": 1}, id="all of it"),
    ],
)
def test_arguments_of_these_names_and_types_are_taken(given: dict[str, Any]) -> None:
    TAKES.check(given)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param({}, "text", id="nothing"),
        pytest.param({"text": "x"}, "form", id="one too few"),
        pytest.param({"text": "x", "form": {}, "self": 1}, "self", id="one too many"),
        pytest.param({"text": 1, "form": {}}, "text", id="a number for a text"),
        pytest.param({"text": None, "form": {}}, "text", id="nothing for a text"),
        pytest.param({"text": "x", "form": []}, "form", id="a list for a form"),
        pytest.param({"text": "x", "form": {}, "count": "1"}, "count", id="a text for a number"),
        pytest.param({"text": "x", "form": {}, "count": True}, "count", id="yes for a number"),
    ],
)
def test_other_arguments_are_refused_by_name(given: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        TAKES.check(given)
    assert (refusal.value.field, refusal.value.message) == (field, NOT_UNDERSTOOD)
