"""Which draft in the browser is saved now and can be forgotten there."""

import reflex as rx

from hundred_app.ui.web import Forget


class DraftState(rx.State):
    """`serial` changes each time another text was saved; `name` says which."""

    name: str = ""
    serial: int = 0

    def _forget(self, name: str) -> None:
        self.name = name
        self.serial += 1


def forget_saved() -> rx.Component:
    return Forget.create(name=DraftState.name, serial=DraftState.serial)
