"""Charts: Plotly's smallest bundle, loaded only where a chart is, in the colours of the theme."""

from typing import Any

import reflex as rx
from reflex_base.style import resolved_color_mode
from reflex_base.utils.imports import ImportDict, ImportVar
from reflex_base.vars import VarData
from reflex_components_plotly.plotly import PlotlyBasic

CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
}


class Chart(PlotlyBasic):
    """A figure as plain data, with names of colours ("--clay-9") in place of colours."""

    data: rx.Var[Any]

    def add_imports(self) -> ImportDict:
        return {
            **super().add_imports(),
            "$/public/ui/paint.js": [ImportVar(tag="paint")],
        }

    @classmethod
    def create(cls, *children: Any, **props: Any) -> PlotlyBasic:
        # The framework's own would inline two templates of 17 kB, one for each theme.
        return super().create(*children, **{**props, "template": None})


def chart(figure: Any, label: Any) -> rx.Component:
    """A figure with the sentence that stands for it."""
    needs = VarData.merge(*(var._get_all_var_data() for var in (figure, resolved_color_mode)))  # noqa: SLF001
    painted = rx.Var(f"paint({figure!s}, {resolved_color_mode!s})", _var_type=dict, _var_data=needs)
    return rx.el.div(
        Chart.create(data=painted, config=CONFIG, use_resize_handler=True),
        class_name="chart-place",
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
                        rx.el.th(row.name, scope="row"),
                        rx.foreach(row.cells, lambda text: rx.el.td(text)),
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
