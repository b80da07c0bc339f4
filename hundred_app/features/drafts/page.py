"""What drafts need on every page."""

import reflex as rx

from hundred_app.features.accounts.state import AccountState
from hundred_app.features.drafts.state import DraftState
from hundred_app.ui.writing import Forget


def forget_saved() -> rx.Component:
    """Forgets the draft in the browser once its text is saved, whoever showed the field for it."""
    return Forget.create(
        owner=AccountState.username, name=DraftState.saved, serial=DraftState.saving
    )
