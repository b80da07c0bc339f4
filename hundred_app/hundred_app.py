"""The app: every page in its frame, and the gate before every event. No logic."""

import reflex as rx
from reflex.app import default_error_boundary

from hundred_app.features.dashboard.texts import t as today
from hundred_app.frame import around_all
from hundred_app.server.gate import Gate, guard_ingress
from hundred_app.server.ingress import guard_sockets
from hundred_app.server.left import guard_memory
from hundred_app.sitemap import PAGES

STYLES = (
    "tokens", "base", "shell", "pages", "charts", "history", "review", "focus", "mentor",
    "everywhere", "print",
)  # fmt: skip
DESIGN = ("design",) if PAGES[-1].route == "/design" else ()


def _head() -> list[rx.Component]:
    return [
        rx.el.link(rel="icon", href="/icons/mark.svg", type="image/svg+xml"),
        rx.el.link(rel="apple-touch-icon", href="/icons/apple-touch-icon.png"),
        rx.el.link(rel="manifest", href="/manifest.webmanifest"),
        *(
            rx.el.meta(
                name="theme-color",
                content=colour,
                custom_attrs={"media": f"(prefers-color-scheme: {scheme})"},
            )
            for scheme, colour in (("light", "#faf7f0"), ("dark", "#110e0c"))
        ),
        *(
            rx.el.link(
                rel="preload",
                href=f"/fonts/{name}-latin.woff2",
                custom_attrs={"as": "font"},
                type="font/woff2",
                cross_origin="anonymous",
            )
            for name in ("source-serif-4", "inter")
        ),
    ]


app = rx.App(
    app_wraps={
        (55, "ErrorBoundary"): lambda stateful: default_error_boundary(on_error=rx.noop()),
        (5, "Overlay"): lambda stateful: around_all(),
    },
    toaster=None,
    html_lang="en",
    reset_style=False,
    stylesheets=[f"/styles/{name}.css" for name in (*STYLES, *DESIGN)],
    head_components=_head(),
)
for page in PAGES:
    app.add_page(
        page.draw,
        route=page.route,
        title=page.title,
        description=today.description,
        on_load=list(page.on_load) or None,
    )
app.add_middleware(Gate(), index=0)
guard_ingress(app)
guard_sockets(app)
guard_memory(app)
