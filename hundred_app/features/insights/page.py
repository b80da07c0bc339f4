"""What the charts look like."""

from typing import Any

import reflex as rx

from hundred_app.features.insights.rules import LONGEST_SLIDER_MINUTES, LONGEST_SLIDER_WEEKS
from hundred_app.features.insights.state import ChartsState, HoursState, ProspectState
from hundred_app.features.insights.texts import t
from hundred_app.ui import routes
from hundred_app.ui.cards import share_list
from hundred_app.ui.charts import Address, Near, Stretch, chart, files, numbers, table
from hundred_app.ui.fields import button, choice, options, segments
from hundred_app.ui.web import link

state: Any = HoursState
ahead: Any = ProspectState
charts: Any = ChartsState


def content() -> rx.Component:
    """All charts over all commitments."""
    return rx.fragment(
        rx.el.header(
            rx.el.div(rx.el.h1(t.insights), rx.el.p(state.summary), _year_review()),
            rx.cond(
                state.has_chart,
                rx.el.div(*_ranges(), class_name="tools"),
                rx.fragment(),
            ),
            class_name="page-head of-charts",
        ),
        rx.cond(
            state.is_loaded & ~state.has_chart,
            rx.el.div(
                rx.el.p(t.empty),
                link(t.log_time, to="/", class_name="link"),
                class_name="empty",
            ),
            rx.fragment(
                hours_panel(has_ranges=False),
                # Not before the chart above them, which would push them down.
                rx.cond(
                    state.has_chart,
                    rx.fragment(
                        *_of_when(),
                        _panel("shares", t.shares_title, tools=_by()),
                        _panel("river", t.river_title, tools=_of()),
                    ),
                    rx.fragment(),
                ),
            ),
        ),
        _address(),
    )


def _year_review() -> rx.Component:
    to_it = link(t.year_review, to=routes.LATEST_YEAR, class_name="link")
    return rx.cond(state.has_chart, rx.el.p(to_it), rx.fragment())


def of_one() -> rx.Component:
    """The smaller charts of one commitment, folded, once all that stands above them is there."""
    return rx.cond(
        state.has_chart & ahead.is_loaded,
        rx.el.details(
            rx.el.summary(t.when_and_how_long),
            *_of_when(),
            _panel("river", t.river_title),
            class_name="more-charts",
        ),
        rx.fragment(),
    )


def _of_when() -> tuple[rx.Component, ...]:
    return (
        _panel("aligned", t.aligned_title),
        _panel("year", t.the_year),
        rx.el.div(
            _panel("rhythm", t.rhythm_title),
            _panel("lengths", t.lengths_title),
            class_name="side-by-side",
        ),
    )


def _panel(name: str, title: str, *, tools: rx.Component | None = None) -> rx.Component:
    """A chart, read when it comes near: what it says, the figure, and its numbers, folded."""
    panel = getattr(charts, name)
    return Near.create(
        rx.el.div(
            rx.el.div(rx.el.h2(title), rx.el.p(panel.sentence)),
            tools or rx.fragment(),
            class_name="section-head",
        ),
        rx.cond(
            panel.has_chart,
            rx.fragment(
                chart(panel.figure, panel.label, f"chart-{name}"),
                rx.cond(panel.note, rx.el.p(panel.note, class_name="chart-note"), rx.fragment()),
                rx.cond(
                    panel.shares.length() > 0,
                    share_list(
                        panel.shares, "keys across phone" if name == "aligned" else "keys across"
                    ),
                    rx.fragment(),
                ),
                numbers(
                    panel,
                    name,
                    title=t.as_numbers,
                    as_csv=t.as_csv,
                    as_picture=t.as_picture,
                ),
            ),
            rx.fragment(),
        ),
        known=panel.sentence != "",
        on_near=charts.come_near(name),
        class_name=rx.cond(panel.sentence, "section", f"section coming-{name}"),
    )


def _by() -> rx.Component:
    choices = [("commitment", t.by_commitment), ("category", t.by_category)]
    return rx.el.div(segments(t.by, choices, charts.by, charts.choose_by), class_name="tools")


def _of() -> rx.Component:
    """Whose river it is, where there are several."""
    choices = charts.river.choices
    chosen = options(t.river_of, choices, value=charts.river.of, on_change=charts.choose_of)
    return rx.cond(choices.length() > 1, rx.el.div(chosen, class_name="tools"), rx.fragment())


def _address() -> rx.Component:
    """The last view stands in the address; what one begins with does not."""
    chosen = {
        "range": rx.cond(state.range == "all", "", state.range),
        "view": rx.cond(state.view == "line", "", state.view),
        "by": rx.cond(charts.by == "commitment", "", charts.by),
        "of": charts.of,
    }
    return Address.create(chosen=chosen, known=state.is_loaded)


def outlook(below: rx.Component) -> rx.Component:
    """What is ahead of one commitment, in sentences, for beside its squares.

    Args:
        below: what stands under it, and is seen with it: seen before, it would jump.
    """
    return rx.fragment(
        _sentences(ahead.sentence, ahead.milestone, class_name="outlook"),
        rx.el.div(below, class_name=rx.cond(ahead.is_loaded, "", "unsettled")),
    )


def rhythm() -> rx.Component:
    """How steady the weeks of one commitment are, and what does not move."""
    return _sentences(ahead.rhythm, ahead.hint, class_name="rhythm")


def _sentences(first: Any, second: Any, *, class_name: str) -> rx.Component:
    """Two sentences in one paragraph, of which the second may be missing, or both."""
    more = rx.cond(second, rx.fragment(" ", second), rx.fragment())
    return rx.cond(first, rx.el.p(first, more, class_name=class_name), rx.fragment())


def what_if() -> rx.Component:
    """Sliders for what somebody might change, and the forecast that it would make."""
    return rx.cond(
        ahead.can_imagine,
        rx.el.details(
            rx.el.summary(t.what_if),
            rx.el.p(t.what_if_help, class_name="help"),
            rx.el.div(
                rx.foreach(ahead.sliders, _slider),
                _range(
                    t.pause,
                    ahead.pause,
                    key=f"pause-{ahead.serial}",
                    most=LONGEST_SLIDER_WEEKS,
                    step=1,
                    on_change=lambda value: ahead.rest({"weeks": value}),
                ),
                class_name="sliders",
            ),
            rx.el.p(ahead.imagined, role="status", class_name="outlook"),
            rx.cond(
                ahead.imagined,
                button(t.start_over, kind="plain small", on_click=ahead.start_over),
                rx.fragment(),
            ),
            class_name="what-if",
        ),
        rx.fragment(),
    )


def _slider(slider: Any) -> rx.Component:
    return _range(
        slider.name,
        slider.said,
        key=f"{slider.weekday}-{ahead.serial}",
        most=LONGEST_SLIDER_MINUTES,
        step=15,
        on_change=lambda value: ahead.add({"weekday": slider.weekday, "minutes": value}),
    )


def _range(name: Any, said: Any, *, key: Any, most: int, step: int, on_change: Any) -> rx.Component:
    """A slider that the browser moves by itself, so that it never waits for an answer."""
    return rx.el.label(
        rx.el.span(name),
        rx.el.input(
            type="range",
            min=0,
            max=most,
            step=step,
            default_value="0",
            key=key,
            aria_valuetext=said,
            on_change=on_change,
        ),
        # The slider itself says its value, so this is for the eye alone.
        rx.el.span(said, class_name="num", aria_hidden=True),
        class_name="slider",
    )


def hours_panel(*, has_ranges: bool = True) -> rx.Component:
    """Hours over time: the finding in words, the chart, and the same as a table.

    Args:
        has_ranges: whether the range is chosen here; else it is chosen for the whole page.
    """
    return rx.el.section(
        rx.el.div(
            rx.el.div(rx.el.h2(t.hours_over_time), rx.el.p(state.sentence)),
            rx.cond(state.has_chart, _tools(has_ranges=has_ranges), rx.fragment()),
            class_name="section-head",
        ),
        rx.cond(state.has_chart, _hours(), rx.fragment()),
        Stretch.create(on_draw=lambda name: [state.choose_range(name), charts.load()]),
        class_name="section",
    )


def _hours() -> rx.Component:
    # Who is who, where the chart does not say so itself: beside bars, and on phones.
    key = share_list(
        state.shares, rx.cond(state.view == "line", "keys across phone", "keys across")
    )
    return rx.fragment(
        rx.cond(
            state.view == "table",
            table(state.head, state.rows, state.label),
            rx.fragment(
                chart(state.figure, state.label),
                rx.cond(state.note, rx.el.p(state.note, class_name="chart-note"), ""),
                key,
            ),
        ),
        files(
            state.sheet,
            "hours",
            as_csv=t.as_csv,
            as_picture=rx.cond(state.view == "table", "", t.as_picture),
        ),
    )


def _tools(*, has_ranges: bool) -> rx.Component:
    views = [("line", t.line), ("weeks", t.bars), ("table", t.table)]
    units = [("days", t.days_view), ("weeks", t.weeks), ("months", t.months_view)]
    is_bars = (state.view != "line") & (state.view != "table")
    return rx.el.div(
        *(_ranges() if has_ranges else ()),
        rx.cond(is_bars, segments(t.bars_of, units, state.view, state.choose_view), rx.fragment()),
        segments(t.view, views, rx.cond(is_bars, "weeks", state.view), state.choose_view),
        class_name="tools",
    )


def _ranges() -> tuple[rx.Component, rx.Component]:
    ranges = [("30", t.days_30), ("90", t.days_90), ("365", t.year), ("all", t.all_time)]

    def choose(name: Any) -> list[Any]:
        return [state.choose_range(name), charts.load()]

    return (
        rx.el.div(segments(t.range, ranges, state.range, choose), class_name="desk"),
        choice(t.range, ranges, state.range, choose),
    )
