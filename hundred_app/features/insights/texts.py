"""Every sentence the insights feature says."""

from hundred_app.core.text import Phrase


class Texts:
    insights = Phrase("Insights")
    across = Phrase("Across {count}: {hours}, lately {pace} a week.")
    across_quietly = Phrase("Across {count}: {hours}.")
    one_commitment = Phrase("one commitment")
    commitments = Phrase("{count} commitments")
    empty = Phrase(
        "Charts begin with the second log. Until then there is more to do than to look at."
    )
    log_time = Phrase("Log time")
    hours_over_time = Phrase("Hours over time")
    range = Phrase("Range")
    days_30 = Phrase("30 days")
    days_90 = Phrase("90 days")
    year = Phrase("Year")
    all_time = Phrase("All")
    view = Phrase("View")
    line = Phrase("Line")
    weeks = Phrase("Weeks")
    table = Phrase("Table")
    goal_line = Phrase("{goal}\u00a0h, your goal")
    goals_line = Phrase("{goal}\u00a0h")
    today_label = Phrase("{hours} today")
    end_label = Phrase("{hours} in all")
    named_label = Phrase("{title}, {hours}")
    synthesis_label = Phrase("{hours}\u00a0h synthesis")
    too_few = Phrase("After a second log there will be a line here.")
    nothing_in_range = Phrase("Nothing was logged {range}.")
    finding = Phrase("{minutes} {range}, {pace} a week.")
    finding_best = Phrase(
        "{minutes} {range}, {pace} a week. The fullest week was that of {week}, with {best}."
    )
    in_30 = Phrase("in the last 30 days")
    in_90 = Phrase("in the last 90 days")
    in_year = Phrase("in the last year")
    in_all = Phrase("since {day}")
    in_stretch = Phrase("from {first} to {last}")
    chart_label = Phrase("{who}, cumulative hours {range}: {end}.")
    weeks_label = Phrase("{who}, hours a week {range}.")
    week_of = Phrase("Week of")
    month = Phrase("Month")
    total = Phrase("Total")


t = Texts()
