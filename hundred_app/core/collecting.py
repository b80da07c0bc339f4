"""When Python looks for garbage, while it starts."""

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def no_collecting() -> Generator[None]:
    """For importing much: it makes objects by the hundred thousand, and hardly any is garbage.

    Looking through all of them again and again is a fifth of a start.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def settle() -> None:
    """What is there now stays until the end: it is not looked through any more."""
    gc.freeze()
