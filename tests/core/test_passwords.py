"""Argon2id: what it costs, what it refuses, and how many at once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Literal

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY

from hundred_app.core import passwords

SENTENCE = "correct horse, battery staple"


@pytest.fixture(scope="module")
def hashed() -> str:
    return passwords.hash_password(SENTENCE)


def test_s21_a_hash_is_argon2id_with_the_parameters_of_rfc_9106(hashed: str) -> None:
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert extract_parameters(hashed) == RFC_9106_LOW_MEMORY
    assert not passwords.is_outdated(hashed)


def test_the_hash_for_nobody_costs_what_a_real_one_costs() -> None:
    assert extract_parameters(passwords._NOBODY) == RFC_9106_LOW_MEMORY


def test_the_same_password_has_another_hash_each_time(hashed: str) -> None:
    assert passwords.hash_password(SENTENCE) != hashed


@pytest.mark.parametrize(
    ("password", "right"),
    [
        pytest.param(SENTENCE, True, id="the password"),
        pytest.param(SENTENCE.title(), False, id="in another case"),
        pytest.param(SENTENCE + " ", False, id="with a blank behind it"),
        pytest.param(SENTENCE[:-1], False, id="without its last letter"),
        pytest.param(SENTENCE + "\0", False, id="with a NUL behind it"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_only_the_password_itself_is_right(hashed: str, password: str, right: bool) -> None:
    assert passwords.verify(password, hashed) is right


def test_letters_beyond_ascii_are_kept_apart() -> None:
    hashed = passwords.hash_password("Übung macht den Meister")
    assert passwords.verify("Übung macht den Meister", hashed)
    assert not passwords.verify("Ubung macht den Meister", hashed)


def test_nobody_has_no_password() -> None:
    assert not passwords.verify("", None)
    assert not passwords.verify(SENTENCE, None)


@pytest.mark.parametrize("broken", ["-", "plain text", "$2b$12$abcdefghijklmnopqrstuv"])
def test_a_hash_of_another_kind_fits_no_password(broken: str) -> None:
    assert not passwords.verify(SENTENCE, broken)


def test_a_cheaper_hash_is_outdated_but_still_fits() -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(SENTENCE)
    assert passwords.is_outdated(cheap)
    assert passwords.verify(SENTENCE, cheap)


def test_s30_at_most_two_hashes_are_made_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    together = Together()
    monkeypatch.setattr(passwords, "_hasher", together)
    with ThreadPoolExecutor(6) as threads:
        results = list(threads.map(lambda _: passwords.verify(SENTENCE, None), range(6)))
    assert results == [False] * 6
    assert together.most == 2


class Together(PasswordHasher):
    """The real hasher, which knows how many were at work at once."""

    def __init__(self) -> None:
        super().__init__(memory_cost=65536, time_cost=1, parallelism=1)
        self.most = self._now = 0
        self._lock = threading.Lock()

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        try:
            return super().verify(hash, password)
        finally:
            with self._lock:
                self._now -= 1


def test_a_password_is_estimated_by_its_beginning_alone() -> None:
    # What the estimate takes grows with the square of the length, and letters in disguise make it
    # seconds for 72 characters.
    beginning, end = "a" * 32, " and then something that nobody would think of"
    assert passwords.is_guessable(beginning + end, ())
    assert not passwords.is_guessable(end + beginning, ())
