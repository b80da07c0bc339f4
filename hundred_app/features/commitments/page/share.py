"""The dialog to share the picture of a commitment."""

from typing import Any

import reflex as rx

from hundred_app.features.commitments.state.share import ShareState
from hundred_app.features.commitments.texts import t
from hundred_app.ui.dialogs import dialog
from hundred_app.ui.fields import button, segments
from hundred_app.ui.web import PictureLink, PlainLink

state: Any = ShareState


def share_dialog() -> rx.Component:
    return dialog(
        rx.el.img(
            src=_file("svg"), alt=t.share_preview, width="1200", height="630",
            class_name="share-picture",
        ),
        segments(
            t.share_theme,
            (("light", t.share_light), ("dark", t.share_dark)),
            state.theme,
            state.choose_theme,
        ),
        rx.el.p(t.share_help, class_name="help"),
        rx.el.div(
            PictureLink.create(
                t.share_png,
                href=_file("png"),
                draw_here=~state.is_ours,
                class_name="button primary",
            ),
            PlainLink.create(t.share_svg, href=_file("svg"), class_name="button"),
            button(t.close, kind="plain", on_click=state.close),
            class_name="dialog-foot",
        ),
        is_open=state.is_open,
        title=t.share,
        on_close=state.close,
        kind="wide",
    )  # fmt: skip


def _file(kind: str) -> Any:
    return f"/share/{state.commitment_id}.{kind}?theme={state.theme}"
