"""Charts: Plotly's smallest bundle, loaded only where a chart is, in the colours of the theme."""

from typing import Any

import reflex as rx
from reflex_base.style import resolved_color_mode

from hundred_app.ui.web import PlainLink, link


class Figure(rx.Component):
    """A figure as plain data, with names of colours ("--clay-9") in place of colours."""

    library = "$/public/ui/figure.js"
    tag = "Figure"
    lib_dependencies: list[str] = ["plotly.js-basic-dist-min@3.7.0"]

    figure: rx.Var[Any]
    mode: rx.Var[str]


def _nothing() -> list[rx.Var[str]]:
    return []


class Near(rx.Component):
    """A section that calls `on_near` when it comes near while what it shows is not `known`."""

    library = "$/public/ui/charts.js"
    tag = "Near"

    known: rx.Var[bool]
    on_near: rx.EventHandler[_nothing]


class Address(rx.Component):
    """Keeps what is `chosen` in the address of the page, once that is `known`."""

    library = "$/public/ui/charts.js"
    tag = "Address"

    chosen: rx.Var[Any]
    known: rx.Var[bool]


def _value(value: rx.Var[str]) -> list[rx.Var[str]]:
    return [value]


class Stretch(rx.Component):
    """Hears of a stretch of days that somebody draws over a figure: "2026-03-01..2026-04-15"."""

    library = "$/public/ui/charts.js"
    tag = "Stretch"

    on_draw: rx.EventHandler[_value]


class Picture(rx.Component):
    """A button that saves the figure of its section as a file `name`.png."""

    library = "$/public/ui/charts.js"
    tag = "Picture"

    name: rx.Var[str]


def chart(figure: Any, label: Any, kind: str = "") -> rx.Component:
    """A figure with the sentence that stands for it. `kind` says how high it is."""
    return rx.el.div(
        Figure.create(figure=figure, mode=resolved_color_mode),
        class_name=f"chart-place {kind}".strip(),
        role="img",
        aria_label=label,
    )


def table(head: Any, rows: Any, label: Any) -> rx.Component:
    """The same numbers, to be read one by one."""
    return rx.el.div(
        rx.el.table(
            rx.el.caption(label, class_name="unseen"),
            rx.el.thead(
                rx.el.tr(rx.foreach(head, lambda text: rx.el.th(text, scope="col", dir="auto")))
            ),
            rx.el.tbody(
                rx.foreach(
                    rows,
                    lambda row: rx.el.tr(
                        rx.el.th(_named(row), scope="row"),
                        rx.foreach(
                            row.cells, lambda text, at: rx.el.td(_leading(text, row.hrefs[at]))
                        ),
                    ),
                )
            ),
            class_name="table",
        ),
        class_name="table-place",
        tab_index=0,
        role="region",
        aria_label=label,
    )


def numbers(panel: Any, name: str, *, title: str, as_csv: str, as_picture: str) -> rx.Component:
    """What a chart shows as a table, folded, and the chart as files `name`.csv and .png."""
    as_files = files(panel.sheet, name, as_csv=as_csv, as_picture=as_picture)
    return folded(title, table(panel.head, panel.rows, panel.label), as_files)


def folded(title: Any, *content: rx.Component) -> rx.Component:
    """A table under its title, unfolded by whoever wants it."""
    return rx.el.details(rx.el.summary(title), *content, class_name="numbers")


def files(sheet: Any, name: str, *, as_csv: str, as_picture: Any) -> rx.Component:
    """A chart as files: its `sheet`, and its picture unless `as_picture` says nothing."""
    return rx.el.div(
        PlainLink.create(
            as_csv,
            href=sheet,
            class_name="button plain small",
            custom_attrs={"download": ""},
        ),
        rx.cond(
            as_picture,
            Picture.create(as_picture, name=f"hundred-{name}", class_name="button plain small"),
            rx.fragment(),
        ),
        class_name="numbers-foot",
    )


def _leading(text: Any, href: Any) -> Any:
    return rx.cond(href, link(text, to=href, class_name="link"), text)


def _named(row: Any) -> Any:
    """The name of a row, which leads to its logs if there is a way."""
    return _leading(row.name, row.href)
