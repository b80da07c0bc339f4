"""Every small chart by its name."""

from dataclasses import replace

from hundred_app.core.errors import NotFound
from hundred_app.core.work import Work
from hundred_app.features.commitments.service.narrowing import Asked, address
from hundred_app.features.insights.service import beginnings, panels, parts, river, shapes
from hundred_app.features.insights.service.shown import Numbers, Panel

CHARTS = ("aligned", "year", "rhythm", "lengths", "shares", "river")


def chart(
    work: Work, name: str, commitment_id: str, range_name: str, by: str = "", of: str = ""
) -> Panel:
    """A chart with its sentence and its table.

    Args:
        name: one of CHARTS.
        commitment_id: of one commitment, or "" for all.
        range_name: one of rules.RANGES, or days as rules.span_of has them; anything else is "all".
        by: what shares are of; one of parts.BY.
        of: the commitment that a river of all is of; see `river.river`.

    Raises:
        NotFound: there is no such chart, or the commitment is not this person's.
    """
    match name:
        case "aligned":
            panel = beginnings.aligned(work, commitment_id)
        case "year":
            panel = shapes.year(work, commitment_id)
        case "rhythm":
            panel = shapes.rhythm(work, commitment_id, range_name)
        case "lengths":
            panel = shapes.lengths(work, commitment_id, range_name)
        case "shares":
            panel = parts.shares(work, commitment_id, range_name, by)
        case "river":
            return river.river(work, commitment_id, of)
        case _:
            raise NotFound
    if not panel.has_chart:
        return panel
    opens = address(Asked(commitment_id=commitment_id))
    return replace(panel, figure={"opens": opens, **panel.figure})


def numbers(work: Work, name: str, commitment_id: str, range_name: str, by: str = "") -> Numbers:
    """The numbers of a chart, or of "hours" over time, for a sheet; the arguments as in `chart`.

    Raises:
        NotFound: there is no such chart, or the commitment is not this person's.
    """
    match name:
        case "hours":
            return panels.hours_numbers(work, commitment_id, range_name)
        case "aligned":
            return beginnings.aligned_numbers(work, commitment_id)
        case "year":
            return shapes.year_numbers(work, commitment_id)
        case "rhythm":
            return shapes.rhythm_numbers(work, commitment_id, range_name)
        case "lengths":
            return shapes.lengths_numbers(work, commitment_id, range_name)
        case "shares":
            return parts.shares_numbers(work, commitment_id, range_name, by)
        case "river":
            return river.river_numbers(work, commitment_id)
        case _:
            raise NotFound
