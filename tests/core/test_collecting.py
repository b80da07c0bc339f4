"""Garbage is looked for again after a start, however it went."""

import gc

import pytest

from hundred_app.core.collecting import no_collecting


def test_collecting_goes_on_afterwards() -> None:
    with no_collecting():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_when_the_start_failed() -> None:
    with pytest.raises(ImportError), no_collecting():
        raise ImportError
    assert gc.isenabled()
