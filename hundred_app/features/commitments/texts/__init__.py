"""Every sentence the commitments feature says."""

from hundred_app.core.text import Phrase, Plural
from hundred_app.features.commitments.texts.writing import Writing


class Texts(Writing):
    duration_range = Phrase("Between 1 minute and 24 hours, for instance 45m or 1h30.")
    in_the_future = Phrase("That is still to come. Pick a time up to now.")
    not_a_time = Phrase("Write a time like 18:05, yesterday 18:05 or 3 Nov 18:05.")
    reflection_empty = Phrase("One sentence is enough. What did it teach you?")

    # Commitments
    title_empty = Phrase("Give it a name. One or two words are enough.")
    title_length = Phrase("At most 100 characters. This has {has}.")
    category_length = Phrase("At most 50 characters. This has {has}.")
    goal_range = Phrase("A whole number of hours from 1 to 10,000.")
    hours_before_range = Phrase("A whole number of hours, or nothing.")
    seats_taken = Phrase("Four pursuits are running. Archive one to free its seat.")
    too_many_commitments = Phrase(
        "{most} commitments is the most, the museum included. Delete one to begin another."
    )
    title_differs = Phrase("Type the title exactly: {title}")
    goal_hours = Phrase("{hours} hours")
    before_hours = Phrase("{hours} from before")
    gone = Phrase("This commitment is not here any more, or it is not yours.")

    # Time logs
    reflection_length = Phrase("At most 10,000 characters. This has {has}.")
    ends_in_the_future = Phrase("That would end later than now. Pick an earlier start.")
    too_long_ago = Phrase("Hundred counts days from 1970 on. Pick a later date.")
    no_reflection = Phrase("Imported from {source}, no reflection.")
    to_come = Phrase("Its sentence is still to come.")
    add_the_sentence = Phrase("Add the sentence")
    log_later = Phrase("Log now, reflect by tonight")
    log_later_help = Phrase("The minutes count at once. The squares stay hatched until then.")
    waits_tonight = Phrase("{duration} of {title} wait for their sentence until tonight.")
    waits_since = Phrase("{duration} of {title}, {day}, still wait for their sentence.")
    logged_later = Phrase("Logged {duration} of {title}. Its sentence can wait until tonight.")
    pick_commitment = Phrase("Which commitment?")
    log_gone = Phrase("This log is not here any more, or it is not yours.")
    changed_elsewhere = Phrase(
        "This was changed in another window at {time}. Both are here; keep which?"
    )
    already_saved = Phrase(
        "An earlier version of this is saved already. Edit that one; what you wrote stays here."
    )
    archived = Phrase("This commitment is archived. Reopen it to log more time.")

    too_many_logs = Phrase(
        "{most} logs is the most for one person. What you wrote stays here; delete some to save it."
    )
    too_many_logs_a_day = Phrase(
        "{most} logs in a day is the most. What you wrote stays here; save it tomorrow."
    )

    # Syntheses
    synthesis_short = Phrase("A little more: at least ten characters.")
    synthesis_length = Phrase("At most 20,000 characters. This has {has}.")
    synthesis_not_due = Phrase("This synthesis opens at {hours}\u00a0hours. {left} to go.")
    synthesis_one_at_a_time = Phrase("Write the synthesis of {hours}\u00a0hours first.")

    # Cards and grids
    of_goal = Phrase("of {goal}")
    of_goal_hours = Phrase("of {goal} hours")
    synthesis_due = Phrase("A synthesis is due")
    no_hours_yet = Phrase("No hours yet")
    reached = Phrase("Reached")
    well_done = Phrase("A hundred hours. Well done.")
    left = Phrase("{duration} left")
    book = Phrase("The Hundred Book")
    book_offer = Phrase("These hours are a book now.")
    to_next_synthesis = Phrase("{duration} to the next synthesis")
    grid_label = Phrase("{title}: {hours} of {goal}.")
    grid_label_written = Phrase("{hours} hours written.")
    grid_label_next = Phrase("Next synthesis at {hours} hours.")
    grid_label_share = Phrase("A square is {share}.")
    square_heading = Phrase("Hour\u00a0{number}, {day}")
    and_more = Phrase(", and {count} more")
    square_free = Phrase("Hour\u00a0{number} is still free.")
    square_milestone = Phrase("{hours} hours: a synthesis.")

    # The page of a commitment
    since = Phrase("since {day}")
    span = Phrase("{start} to {end}")
    lead_empty = Phrase("The first square fills with the first sentence.")
    lead_due = Phrase(
        "It has passed {hours}\u00a0hours. A good moment to write down what they taught you."
    )
    lead_between = Phrase("{next} to the synthesis at {threshold}\u00a0hours, {left} to the goal.")
    lead_goal = Phrase("{left} to the goal of {goal}\u00a0hours.")
    a_hundred = Phrase("A hundred")
    lead_one_left = Phrase("{hours} hours. One synthesis is left to write.")
    lead_some_left = Phrase("{hours} hours. {count} syntheses are left to write.")
    lead_reached = Phrase("{hours} hours. What it taught you stands below.")
    this_week = Phrase("This week")
    lately = Phrase("Lately")
    a_week = Phrase("a week")
    sessions = Phrase("Sessions")
    each = Phrase("{duration} each")
    before = Phrase("From before")
    quote = Phrase("“{text}”")
    written_on = Phrase("Written on {day}")
    to_go = Phrase("{duration} to go")
    write_it = Phrase("Due. Write it")
    after_the_first = Phrase("Due, after the one before")
    read_the_synthesis = Phrase("Read the synthesis")
    what_the_hours_taught = Phrase("What the hours taught")
    hour_mark = Phrase("Hour\u00a0{number}")
    hours_mark = Phrase("{hours}\u00a0hours")
    oldest_first = Phrase("Oldest first")
    newest_first = Phrase("Newest first")
    show_more = Phrase("Show {count} more")
    log_time = Phrase("Log time")
    edit = Phrase("Edit")
    more = Phrase("More")
    archive = Phrase("Archive")
    reopen = Phrase("Reopen")
    delete = Phrase("Delete")
    delete_title = Phrase("Delete {title}?")
    edit_commitment = Phrase("Edit commitment")
    delete_commitment = Phrase("Delete commitment")
    add_one = Phrase("Add one")
    nothing_here = Phrase("Nothing here.")
    may_be_gone = Phrase("The address may be old, or the commitment is gone.")
    go_to_today = Phrase("Go to Today")
    archived_notice = Phrase("{title} is in the museum now. Its seat is free.")
    reopened_notice = Phrase("{title} has a seat again.")
    deleted_commitment = Phrase("{title} is deleted.")

    # Making one
    choose_title = Phrase("Choose a pursuit")
    title = Phrase("Name")
    title_hint = Phrase("Cello")
    category = Phrase("Category")
    optional = Phrase("optional")
    goal = Phrase("Hours")
    hours_before = Phrase("Hours done before")
    hours_before_help = Phrase("Shown apart from what you log here.")
    commit = Phrase("Commit")
    save = Phrase("Save")
    cancel = Phrase("Cancel")
    close = Phrase("Close")

    # Its picture
    share = Phrase("Share picture")
    share_preview = Phrase("The squares of this commitment, its name and its hours")
    share_theme = Phrase("Paper")
    share_light = Phrase("Light")
    share_dark = Phrase("Dark")
    share_png = Phrase("Download PNG")
    share_svg = Phrase("Download SVG")
    share_help = Phrase(
        "Only you can open this; whoever you give it to sees the name and the hours, no reflection."
        " Letters that are not Latin look as they do in this browser."
    )

    # Deleting one
    what_goes = Phrase("{logs} and {syntheses} will be deleted. Right after it you can undo that.")
    commitment_is_back = Phrase("{title} is back, with everything in it.")
    commitment_is_back_put_down = Phrase(
        "{title} is back, with everything in it. All four seats are taken, so it is in the museum."
    )
    logs = Plural("{count} log", "{count} logs")
    syntheses = Plural("{count} synthesis", "{count} syntheses")
    type_title = Phrase("Type its name to delete it")
    download_first = Phrase("Download first")

    # Logging
    how_long = Phrase("How long?")
    what_did_it_teach = Phrase("What did it teach you?")
    from_to = Phrase("{day} {start} to {end}")
    told = Phrase("{duration}, {when}")
    becomes = Phrase("{before} becomes {after}")
    logged = Phrase("Logged {duration} of {title}.")
    saved = Phrase("Saved.")
    deleted = Phrase("Deleted {duration} of {title}.")
    undo = Phrase("Undo")
    overlaps = Phrase("This overlaps {title}, {start} to {end}. That is fine if it is true.")
    which = Phrase("Commitment")
    duration = Phrase("Duration")
    duration_hint = Phrase("45m, 1h30, 1:30")
    when = Phrase("When it began")
    when_help = Phrase("Empty means that it ended now. Or: yesterday 18:00, 3 Nov 9:30.")
    when_hint = Phrase("It ended now")
    how_measured = Phrase("How the time is told")
    by_duration = Phrase("How long")
    by_span = Phrase("Began and ended")
    often = Phrase("Often")
    prompts = (
        Phrase("What surprised you?"),
        Phrase("What would you do differently?"),
        Phrase("What was hard, and is now less hard?"),
        Phrase("What will you try next time?"),
        Phrase("What did you notice for the first time?"),
    )
    template = Phrase("**Practised:** \n\n**Learned:** \n\n**Next:** ")
    began_hint = Phrase("17:10, or yesterday 17:10")
    when_it_ended = Phrase("When it ended")
    ended_hint = Phrase("18:05")
    when_began = Phrase("When did it begin? For instance 17:10.")
    when_ended = Phrase("When did it end? For instance 18:05.")
    ended_before = Phrase("That is not after it began.")
    counter = Phrase("{count} of {most} characters")
    edit_log = Phrase("Edit log")
    keep_mine = Phrase("Keep mine")
    take_theirs = Phrase("Take the other")
    theirs = Phrase("In the other window")

    # History and museum
    history = Phrase("History")
    history_summary = Phrase("{logs}, {hours} since {day}.")
    history_within = Phrase("{logs}, {hours}{within}.")
    hits = Plural(
        "{count} log mentions ‘{text}’{within}, {hours}.",
        "{count} logs mention ‘{text}’{within}, {hours} in all.",
    )
    no_hits = Phrase("No reflection says ‘{text}’{within}.")
    nothing_logged = Phrase("Nothing was logged{within}.")
    search_everywhere = Phrase("Search everywhere")
    search = Phrase("Search")
    export = Phrase("Export")
    export_help = Phrase("What is shown here, as a CSV file")
    search_label = Phrase("Search in your words")
    search_help = Phrase("“Words in quotes” stand side by side; a minus leaves a word out.")
    slash = Phrase("/")
    all_commitments = Phrase("All commitments")
    any_time = Phrase("Any time")
    any_category = Phrase("Any category")
    clear = Phrase("Clear")
    last_days = Phrase("Last 30 days")
    in_this_week = Phrase("this week")
    in_last_days = Phrase("in the last {count} days")
    in_this_hour = Phrase("in this hour of the week")
    of_this_length = Phrase("of this length")
    hour_chip = Phrase("{weekday}, {begins} to {ends}")
    lengths_chip = Phrase("{least} to {most}")
    longer_chip = Phrase("{least} or longer")
    remove_filter = Phrase("Remove this filter")
    in_time = Phrase("in {time}")
    on_day = Phrase("on {day}")
    from_day_to_day = Phrase("from {first} to {last}")
    first_to_last = Phrase("{first} to {last}")
    found_in = Phrase("{title}, {day}")
    in_syntheses = Phrase("In syntheses")
    month_holds = Phrase("{logs}, {hours}")
    months = Phrase("Months")
    read_on = Phrase("Read on")
    history_empty = Phrase("Everything you log will stand here, newest first.")
    museum = Phrase("Museum")
    open = Phrase("Open")
    finished_one = Phrase("{count} finished")
    put_down_one = Phrase("{count} put down")
    put_down_span = Phrase("{span}, put down")
    best_lines = Phrase("Best lines")
    all_syntheses = Phrase("Syntheses")
    on_the_wall = Phrase("On the wall")
    to_the_wall = Phrase("To the wall")
    take_down = Phrase("Take down")
    hang_up = Phrase("Hang up")
    choose_a_line = Phrase("Which line hangs?")
    nothing_to_hang = Phrase("No sentence here is short enough: at most 300 characters.")
    line_empty = Phrase("A line needs at least a word.")
    line_length = Phrase("At most 300 characters. This has {has}.")
    line_hangs = Phrase("The line hangs on the wall.")
    line_taken_down = Phrase("The line is taken down.")
    museum_empty = Phrase("What you finish or put down will hang here, with every sentence.")


t = Texts()
