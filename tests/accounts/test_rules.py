import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hundred_app.core.errors import Invalid
from hundred_app.features.accounts import rules
from hundred_app.features.accounts.texts import t

NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("ana", "ana", id="the shortest"),
        pytest.param("a" * 32, "a" * 32, id="the longest"),
        pytest.param("Ana", "ana", id="capitals"),
        pytest.param("  ana\t", "ana", id="blanks around"),
        pytest.param("ana.b-c_9", "ana.b-c_9", id="every kind of character"),
        pytest.param("...", "...", id="only dots"),
        pytest.param("007", "007", id="only digits"),
        pytest.param("\u212aim", "kim", id="the sign for kelvin folds to k"),
        pytest.param("stra\u00dfe", "strasse", id="folds to two letters"),
    ],
)
def test_a_username_is_kept_trimmed_and_folded(text: str, name: str) -> None:
    assert rules.parse_username(text) == name


@pytest.mark.parametrize(
    ("text", "length"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("   ", 0, id="blanks"),
        pytest.param("ab", 2, id="too short"),
        pytest.param(" ab ", 2, id="blanks do not count"),
        pytest.param("a" * 33, 33, id="too long"),
        pytest.param("\u00df" * 17, 34, id="too long once folded"),
        pytest.param("a" * 100_000, 100_000, id="far too long"),
    ],
)
def test_a_username_of_another_length_is_refused_with_its_length(text: str, length: int) -> None:
    with pytest.raises(Invalid) as refusal:
        rules.parse_username(text)
    assert refusal.value.field == "username"
    assert refusal.value.message == t.username_length(has=length)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ana b", id="a blank inside"),
        pytest.param("ana@b", id="an at"),
        pytest.param("ana/b", id="a slash"),
        pytest.param("<ana>", id="brackets"),
        pytest.param('ana"', id="a quote"),
        pytest.param("ana\x00", id="a zero byte"),
        pytest.param("ana\nb", id="a line feed"),
        pytest.param("jos\u00e9", id="an accent"),
        pytest.param("jose\u0301", id="an accent apart"),
        pytest.param("\u0430na", id="a Cyrillic a"),
        pytest.param("\u0661\u0662\u0663", id="Arabic-Indic digits"),
        pytest.param("ana\u200b", id="a blank of no width"),
        pytest.param("\u202eana", id="from right to left"),
    ],
)
def test_a_username_with_other_characters_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        rules.parse_username(text)
    assert refusal.value.field == "username"
    assert refusal.value.message == t.username_letters


@given(st.text() | st.text("abcXYZ019._- \u212a\u017f\u00df", max_size=40))
def test_a_username_stays_what_it_is_when_read_again(text: str) -> None:
    try:
        name = rules.parse_username(text)
    except Invalid:
        return
    assert re.fullmatch(r"[a-z0-9._-]{3,32}", name)
    assert rules.parse_username(name) == name


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("12345678", id="the shortest"),
        pytest.param("x" * 256, id="the longest"),
        pytest.param("  a sentence is fine  ", id="blanks are part of it"),
        pytest.param("\u00e9\u00df\u4e2d\u6587\U0001f600abc", id="any script"),
        pytest.param(" " * 8, id="only blanks"),
        pytest.param("ana.silva!", id="more than the username"),
    ],
)
def test_a_password_is_taken_exactly_as_typed(text: str) -> None:
    assert rules.parse_password(text, "ana.silva") == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("1234567", id="too short"),
        pytest.param("\U0001f600" * 7, id="too short in characters though long in bytes"),
        pytest.param("x" * 257, id="too long"),
        pytest.param("x" * 1_000_000, id="far too long"),
    ],
)
def test_a_password_of_another_length_is_refused_with_its_length(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        rules.parse_password(text, "ana.silva")
    assert refusal.value.field == "password"
    assert refusal.value.message == t.password_length(has=len(text))


@pytest.mark.parametrize("text", ["ana.silva", "ANA.Silva", "  ana.silva ", "Ana.Silva\n"])
def test_the_username_is_no_password(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        rules.parse_password(text, "ana.silva")
    assert refusal.value.field == "password"
    assert refusal.value.message == t.password_is_name


def test_a_refusal_never_repeats_the_password() -> None:
    for typed in ("secret", "secret" * 50, "topsecret"):
        with pytest.raises(Invalid) as refusal:
            rules.parse_password(typed, "topsecret")
        assert "secret" not in refusal.value.message


def test_s40_a_token_has_256_bits_and_fits_a_cookie_and_an_address() -> None:
    tokens = {rules.new_token() for _ in range(1_000)}
    assert len(tokens) == 1_000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)


def test_s41_what_is_kept_of_a_token_is_its_sha_256() -> None:
    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert rules.token_id("abc") == expected


@pytest.mark.parametrize(
    ("used_after", "due"),
    [
        pytest.param(timedelta(0), False, id="just made"),
        pytest.param(timedelta(minutes=59), False, id="within the hour"),
        pytest.param(timedelta(hours=1), False, id="after an hour"),
        pytest.param(timedelta(hours=1, seconds=1), True, id="after more than an hour"),
        pytest.param(timedelta(days=29), True, id="shortly before its end"),
        pytest.param(timedelta(days=31), True, id="after its end"),
    ],
)
def test_using_a_session_moves_its_end_at_most_once_an_hour(
    used_after: timedelta, due: bool
) -> None:
    expires_at = NOW + rules.SESSION_LASTS
    assert rules.is_due_for_renewal(NOW, expires_at, NOW + used_after) is due


@given(st.lists(st.integers(0, 40 * 86_400), max_size=40))
@example([3_601, 7_300])
def test_a_renewed_session_is_not_due_again_within_the_hour(uses: list[int]) -> None:
    expires_at, renewals = NOW + rules.SESSION_LASTS, []
    for seconds in sorted(uses):
        now = NOW + timedelta(seconds=seconds)
        if rules.is_due_for_renewal(NOW, expires_at, now):
            expires_at = rules.session_end(NOW, now)
            renewals.append(seconds)
    assert all(later - earlier > 3_600 for earlier, later in pairwise(renewals))
