"""Every sentence the commitments feature says."""

from hundred_app.core.text import Phrase


class Texts:
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
    title_differs = Phrase("Type the title exactly: {title}")
    gone = Phrase("This commitment is not here any more, or it is not yours.")

    # Time logs
    reflection_length = Phrase("At most 10,000 characters. This has {has}.")
    ends_in_the_future = Phrase("That would end later than now. Pick an earlier start.")
    too_long_ago = Phrase("Hundred counts days from 1970 on. Pick a later date.")
    no_reflection = Phrase("Imported from {source}, no reflection.")
    pick_commitment = Phrase("Which commitment?")
    log_gone = Phrase("This log is not here any more, or it is not yours.")
    changed_elsewhere = Phrase(
        "This was changed in another window at {time}. Yours is below; keep which?"
    )
    already_saved = Phrase(
        "An earlier version of this is saved already. Edit that one; what you wrote stays here."
    )
    archived = Phrase("This commitment is archived. Reopen it to log more time.")

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
    edit_commitment = Phrase("Edit commitment")
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

    # Deleting one
    what_goes = Phrase("{logs} and {syntheses} will be deleted. There is no way back.")
    one_log = Phrase("{count} log")
    many_logs = Phrase("{count} logs")
    one_synthesis = Phrase("{count} synthesis")
    many_syntheses = Phrase("{count} syntheses")
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
    edit_log = Phrase("Edit log")
    keep_mine = Phrase("Keep mine")
    take_theirs = Phrase("Take the other")
    theirs = Phrase("In the other window")

    # Synthesis room
    questions = {
        25: Phrase("What is different after twenty-five hours?"),
        50: Phrase("What do fifty hours say?"),
        75: Phrase("What would you tell the one who started?"),
        100: Phrase("A hundred hours. What remains?"),
    }
    room_heading = Phrase("{title}, {hours}\u00a0hours")
    since_hours = Phrase("Since {hours}\u00a0hours")
    since_start = Phrase("Since the beginning")
    earlier_syntheses = Phrase("Earlier syntheses")
    nothing_yet = Phrase("No reflections so far; this time is from an import. Write from memory.")
    nothing_since = Phrase(
        "No reflections since {since}; this time is from an import. Write from memory."
    )
    synthesis_written = Phrase("The synthesis of {hours}\u00a0hours is written.")
    ctrl_enter = Phrase("Ctrl Enter")
    finish = Phrase("Finish")
    synthesis = Phrase("Your synthesis")
    synthesis_hint = Phrase("Begin anywhere. What you type is kept.")
    words_count = Phrase("{count} words")
    back_to_it = Phrase("Back to the commitment")

    # History and museum
    history = Phrase("History")
    history_summary = Phrase("{logs}, {hours} since {day}.")
    history_empty = Phrase("Everything you log will stand here, newest first.")
    museum = Phrase("Museum")
    open = Phrase("Open")
    museum_empty = Phrase("What you finish or put down will hang here, with every sentence.")


t = Texts()
