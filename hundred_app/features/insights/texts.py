"""Every sentence the insights feature says."""

from hundred_app.core.text import Phrase, Plural


class Texts:
    insights = Phrase("Insights")
    across = Phrase("Across {count}: {hours}, lately {pace} a week.")
    across_quietly = Phrase("Across {count}: {hours}.")
    commitments = Plural("one commitment", "{count} commitments")
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
    bars = Phrase("Bars")
    bars_of = Phrase("A bar for each")
    days_view = Phrase("Days")
    between = Phrase("Between two days")
    between_from = Phrase("From")
    between_to = Phrase("To")
    between_show = Phrase("Show")
    weeks = Phrase("Weeks")
    months_view = Phrase("Months")
    too_many_for_days = Phrase("By week, since so many days could not be told apart.")
    too_many_for_weeks = Phrase("By month, since so many weeks could not be told apart.")
    too_many_for_months = Phrase("By quarter, since so many months could not be told apart.")
    too_many_for_quarters = Phrase("By year, since so many quarters could not be told apart.")
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
    chart_label_ahead = Phrase(
        "{who}, cumulative hours {range}: {end}. The forecast reaches {goal} between {early} and"
        " {late}."
    )
    days_label = Phrase("{who}, hours a day {range}.")
    weeks_label = Phrase("{who}, hours a week {range}.")
    months_label = Phrase("{who}, hours a month {range}.")
    quarters_label = Phrase("{who}, hours a quarter {range}.")
    years_label = Phrase("{who}, hours a year {range}.")
    # As d3 writes dates: the weekday, the day, the month, the year.
    day_pattern = Phrase("%A, %-d %B %Y")
    week_of = Phrase("Week of")
    month = Phrase("Month")
    total = Phrase("Total")
    probably = Phrase(
        "You will probably reach {goal} around {day}. Eight times out of ten, weeks like yours"
        " so far lead there between {early} and {late}."
    )
    probably_open = Phrase(
        "You will probably reach {goal} around {day}, hardly before {early}. When at the latest"
        " cannot be told."
    )
    probably_then = Phrase("{goal} probably around {day}.")
    eight_of_ten = Phrase("eight out of ten outcomes")
    what_if = Phrase("What if")
    what_if_help = Phrase(
        "More time on some weekdays, or a pause: what the forecast would be. Nothing is saved."
    )
    minutes_more = Phrase("{duration} more")
    no_more = Phrase("as ever")
    pause = Phrase("A pause from tomorrow on")
    weeks_of_pause = Plural("one week", "{count} weeks")
    no_pause = Phrase("none")
    start_over = Phrase("As it is")
    too_early_weeks = Phrase("Too early to tell. After three weeks there will be a forecast here.")
    too_early_logs = Phrase("Too early to tell. After five logs there will be a forecast here.")
    not_reached = Phrase("At the present pace {goal} will not be reached within ten years.")
    not_reached_but = Phrase(
        "At the present pace {goal} will not be reached within ten years. {more} a week more"
        " would make it around {day}."
    )
    rhythm_strong = Phrase("A strong rhythm, {strength}\u00a0%. A missed week hardly changes it.")
    rhythm_growing = Phrase("A rhythm of {strength}\u00a0%. Each week with an hour adds to it.")
    best_week = Phrase("The fullest week was that of {week}, with {best}.")
    plateau_alike = Phrase(
        "For eight weeks, sessions have been about as long as each other. One of another length,"
        " slower or harder, may show something new."
    )
    plateau_shorter = Phrase(
        "Lately there is half as much to write as a month ago, at the same pace. That is common"
        " half-way. One session on the hardest minute alone may change it."
    )

    year_review = Phrase("A year in review")
    the_year = Phrase("The year")
    year_found = Phrase("{minutes} on {days} {range}. The fullest was {day}, with {best}.")
    days = Plural("one day", "{count} days")
    year_quiet = Phrase("Nothing was logged in the last year.")
    year_empty = Phrase("With the first log, its day gets a square here.")
    year_label = Phrase("{who}, a square for each day of the last year. {finding}")
    in_year_to = Phrase("in the year up to {day}")
    level_key = Phrase("A square is a day, from {least} to {most}. Darker is more.")
    rhythm_title = Phrase("Hours of the week")
    rhythm_found = Phrase(
        "Most happens around {hour}: {minutes} of {total}. {weekday} is the fullest day,"
        " with {most}."
    )
    rhythm_found_two = Phrase(
        "Most happens around {hour} and {other}: {minutes} of {total}. {weekday} is the fullest"
        " day, with {most}."
    )
    rhythm_label = Phrase("{who}, hours of the week {range}. {finding}")
    after_two_weeks = Phrase("After two weeks there will be a picture here.")
    hour_of = Phrase("{weekday}, {begins} to {ends}")
    hour = Phrase("Hour")
    lengths_title = Phrase("Lengths of sessions")
    lengths_found = Phrase("Half of {logs} took {middle} or less, the longest {longest}.")
    lengths_one = Phrase("One log so far, of {longest}.")
    lengths_empty = Phrase("With the first log, its length stands here.")
    lengths_label = Phrase("{who}, lengths of sessions {range}. {finding}")
    logs = Plural("one log", "{count} logs")
    longer = Phrase("longer")
    half_are = Phrase("half are {duration} or shorter")
    up_to = Phrase("Up to {duration}")
    over = Phrase("Over {duration}")
    length = Phrase("Length")
    log_count = Phrase("Logs")
    shares_title = Phrase("Shares over time")
    shares_found = Phrase("Of {total} {range}, {title} got the most: {minutes}, {share}\u00a0%.")
    shares_label = Phrase("{who}, shares of the time {range}. {finding}")
    shares_few = Phrase("With a second commitment, there will be shares here.")
    shares_few_categories = Phrase("With a second category, there will be shares here.")
    share_of = Phrase("{duration}, {share}\u00a0%")
    by = Phrase("Of what")
    by_commitment = Phrase("Commitments")
    by_category = Phrase("Categories")
    without_category = Phrase("without a category")
    others = Phrase("all others")
    quarter = Phrase("Quarter")
    months_from = Phrase("{first} to {last}")
    year_of = Phrase("Year")
    aligned_title = Phrase("By hour, not by date")
    aligned_found = Phrase("{title} is on day {day}, at {hours}.")
    aligned_found_one = Phrase(
        "{title} is on day {day}, at {hours}. On that day, {other} was at {others}."
    )
    aligned_found_many = Phrase(
        "{title} is on day {day}, at {hours}. On that day, the others were between {least} and"
        " {most}."
    )
    aligned_label = Phrase("{who}, cumulative hours by the day since the first. {finding}")
    aligned_empty = Phrase(
        "With a second commitment, their beginnings will stand side by side here."
    )
    aligned_empty_of_one = Phrase(
        "After four weeks, your last weeks will stand beside those before them here. With a second"
        " commitment, its beginning will, too."
    )
    aligned_raced = Phrase(
        "You gave {title} {hours} in the last {weeks} weeks, and {before} in the {weeks} before."
    )
    both = Phrase("{one} {other}")
    earlier_self = Phrase("{weeks} weeks earlier")
    day_of = Phrase("Day")
    day_number = Phrase("Day {day}")
    river_title = Phrase("The river")
    river_of = Phrase("Of which commitment")
    river_empty = Phrase(
        "After ten sentences about one commitment, the river shows here what you write about."
    )
    river_no_words = Phrase(
        "Once words come back in your sentences, the river shows them here over the hours."
    )
    river_found = Phrase("Lately you write mostly of “{first}”.")
    river_found_since = Phrase("Lately you write of “{first}”; at first it was “{early}”.")
    river_found_two = Phrase("Lately you write mostly of “{first}” and “{second}”.")
    river_found_two_since = Phrase(
        "Lately you write of “{first}” and “{second}”; at first it was “{early}”."
    )
    river_label = Phrase("{who}, themes of the sentences over the hours. {finding}")
    river_note = Phrase(
        "A band is a word in all its forms. The wider it is, the more of your sentences have it,"
        " compared with the other bands."
    )
    hours_of = Phrase("Hours")
    all_hours = Phrase("All hours")
    hours_from = Phrase("{first} to {last}")
    sentences = Plural("one sentence", "{count} sentences")
    mentions_share = Phrase("{sentences}, {share}\u00a0%")
    percent = Phrase("{share}\u00a0%")
    as_numbers = Phrase("The numbers")
    as_csv = Phrase("Download as CSV")
    as_picture = Phrase("Download as a picture")
    when_and_how_long = Phrase("When, and how long")


t = Texts()
