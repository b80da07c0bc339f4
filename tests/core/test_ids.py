import time
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.core.errors import NotFound
from hundred_app.core.ids import new_id, parse_id

ID = "0193b3c8-7a10-7c3e-9f4b-2d6a51e0c7af"


def test_a_new_id_is_a_uuid_of_version_7() -> None:
    for _ in range(200):
        made = uuid.UUID(new_id())
        assert made.version == 7
        assert made.variant == uuid.RFC_4122


def test_a_new_id_begins_with_the_millisecond_it_was_made_in() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid.UUID(new_id())
    after = time.time_ns() // 1_000_000
    assert before <= made.int >> 80 <= after


def test_ids_of_different_milliseconds_sort_by_the_time_they_were_made() -> None:
    made = [new_id() for _ in range(5_000)]
    times = [uuid.UUID(text).int >> 80 for text in made]
    assert len(set(times)) > 1, "all in one millisecond: nothing was shown"
    first_of_each = [
        text for index, text in enumerate(made) if not index or times[index] != times[index - 1]
    ]
    assert first_of_each == sorted(first_of_each)


def test_ids_of_the_same_millisecond_differ_in_all_their_random_bits() -> None:
    made = [uuid.UUID(new_id()).int for _ in range(2_000)]
    assert len(set(made)) == len(made)
    ever_set, ever_clear = 0, 0
    for value in made:
        ever_set |= value
        ever_clear |= ~value
    random_bits = ((1 << 12) - 1) << 64 | ((1 << 62) - 1)
    assert ever_set & random_bits == random_bits
    assert ever_clear & random_bits == random_bits


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ID, id="canonical"),
        pytest.param(ID.upper(), id="upper case"),
        pytest.param(ID.replace("c", "C"), id="mixed case"),
    ],
)
def test_an_id_is_read_in_any_case(text: str) -> None:
    assert parse_id(text) == ID


def test_a_new_id_can_be_read() -> None:
    made = new_id()
    assert parse_id(made) == made


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(None, id="none"),
        pytest.param(7, id="a number"),
        pytest.param(uuid.UUID(ID), id="not a text"),
        pytest.param([ID], id="a list"),
        pytest.param(ID[:-1], id="a digit short"),
        pytest.param(ID + "0", id="a digit too many"),
        pytest.param(ID + "\n", id="a line feed behind"),
        pytest.param(ID.replace("-", ""), id="no hyphens"),
        pytest.param(ID[:-1] + "g", id="a letter that is no digit"),
        pytest.param(ID[:-1] + "\n", id="a line feed at the end"),
        pytest.param(ID.replace("-", "")[:16] + "----" + ID.replace("-", "")[16:], id="hyphens"),
        pytest.param("{{" + ID.replace("-", "") + "}}", id="braces"),
        pytest.param("urn:" + ID.replace("-", ""), id="a urn"),
        pytest.param("0193_3c8-7a10-7c3e-9f4b-2d6a51e0c7af", id="an underscore"),
        pytest.param("\u06619" + ID[2:], id="Arabic-Indic digits"),
        pytest.param("' OR 1=1 --" + ID[11:], id="an injection"),
        pytest.param("../" * 12, id="a path"),
    ],
)
def test_what_is_no_id_is_not_found(text: object) -> None:
    with pytest.raises(NotFound) as refusal:
        parse_id(text)
    assert refusal.value.message == NotFound().message


@given(st.text("0123456789abcdefABCDEF-{}_x ", min_size=36, max_size=36) | st.text())
def test_a_read_id_is_what_was_written(text: str) -> None:
    try:
        read = parse_id(text)
    except NotFound:
        return
    assert read == text.lower()
    assert str(uuid.UUID(read)) == read


@given(st.uuids())
def test_every_uuid_can_be_read(value: uuid.UUID) -> None:
    assert parse_id(str(value)) == str(value)
