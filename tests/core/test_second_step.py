"""One-time codes: those of the standard, their half minute, and each of them once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from conftest import NOON
from hypothesis import given
from hypothesis import strategies as st

from hundred_app.core import second_step

STANDARD = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The secret of appendix B of RFC 6238 for SHA-1: "12345678901234567890" in base 32."""

MINE = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def shown(now: datetime, steps: int = 0) -> str:
    """What an app shows, so many half minutes later."""
    return pyotp.TOTP(MINE).at(int(now.timestamp()) + 30 * steps)


@pytest.mark.parametrize(
    ("seconds", "digits"),
    [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ],
)
def test_s37_the_codes_are_those_of_rfc_6238(seconds: int, digits: str) -> None:
    now = datetime.fromtimestamp(seconds, UTC)
    assert second_step.step_of_code(STANDARD, digits[-6:], now, 0) == seconds // 30
    assert second_step.step_of_code(STANDARD, digits, now, 0) is None
    assert second_step.step_of_code(MINE, digits[-6:], now, 0) is None


@pytest.mark.parametrize(
    ("steps", "fits"), [(-3, False), (-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_s37_a_clock_may_be_one_step_off_and_not_two(steps: int, fits: bool) -> None:
    code = shown(NOON, steps)
    present = int(NOON.timestamp()) // 30
    expected = present + steps if fits else None
    assert second_step.step_of_code(MINE, code, NOON, 0) == expected
    # In the last second of the step as in its first.
    assert second_step.step_of_code(MINE, code, NOON + timedelta(seconds=29), 0) == expected


@given(st.integers(0, 4_000_000_000), st.integers(-1, 1))
def test_s37_a_code_is_right_once_and_none_before_it_is_right_after_it(
    seconds: int, steps: int
) -> None:
    now = datetime.fromtimestamp(seconds + 60, UTC)
    code = shown(now, steps)
    used = second_step.step_of_code(MINE, code, now, 0)
    assert used is not None
    assert second_step.step_of_code(MINE, code, now, used) is None
    for earlier in (-1, 0, 1):
        older = shown(now, earlier)
        again = second_step.step_of_code(MINE, older, now, used)
        assert again is None or again > used


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda code: code[:3] + " " + code[3:], id="as apps show it"),
        pytest.param(lambda code: f" {code} ", id="blanks around"),
    ],
)
def test_a_code_may_have_blanks(change: Callable[[str], str]) -> None:
    code = change(shown(NOON))
    assert second_step.step_of_code(MINE, code, NOON, 0) is not None


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda code: "", id="nothing"),
        pytest.param(lambda code: code[:-1], id="too short"),
        pytest.param(lambda code: code + "0", id="too long"),
        pytest.param(lambda code: code + "\n", id="a line feed"),
        pytest.param(
            lambda code: code.translate({48 + n: 0xFF10 + n for n in range(10)}), id="wide"
        ),
        pytest.param(lambda code: "-" + code[1:], id="a sign"),
        pytest.param(lambda code: "0x" + code[2:], id="hexadecimal"),
    ],
)
def test_what_is_no_code_is_wrong(change: Callable[[str], str]) -> None:
    code = change(shown(NOON))
    assert second_step.step_of_code(MINE, code, NOON, 0) is None


def test_a_secret_has_160_bits_and_no_two_are_alike() -> None:
    made = {second_step.new_secret() for _ in range(200)}
    assert len(made) == 200
    assert all(second_step.is_secret(secret) for secret in made)


@pytest.mark.parametrize(
    "text", ["", "a" * 32, MINE[:-1], MINE + "A", MINE.lower(), MINE[:-1] + "=", MINE + "\n"]
)
def test_what_has_not_the_form_of_a_secret_is_none(text: str) -> None:
    assert not second_step.is_secret(text)


def test_an_app_reads_name_and_issuer() -> None:
    address = second_step.address(MINE, "ana.b-c_9")
    read = pyotp.parse_uri(address)
    assert isinstance(read, pyotp.TOTP)
    assert (read.secret, read.name, read.issuer) == (MINE, "ana.b-c_9", "Hundred")
    assert (read.digits, read.interval) == (6, 30)
