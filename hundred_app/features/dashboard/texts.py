"""Every sentence of Today and of the page for visitors."""

from hundred_app.core.text import Phrase


class Texts:
    today = Phrase("Today")
    commitments = Phrase("Commitments")
    summary = Phrase("{today} today, {week} this week.")
    summary_none_today = Phrase("Nothing yet today. {week} this week.")
    nothing_running = Phrase(
        "Nothing is running yet. Choose one thing that deserves a hundred hours."
    )
    due = Phrase(
        "{title} has passed {hours}\u00a0hours. A good moment to write down what they taught you."
    )
    due_and_one = Phrase("And one more.")
    due_and_more = Phrase("And {count} more.")
    write_synthesis = Phrase("Write the synthesis")
    free_seat = Phrase("A free seat")
    what_deserves = Phrase("What deserves a hundred hours?")
    choose = Phrase("Choose a pursuit")
    this_week = Phrase("This week")
    review_the_week = Phrase("Review the week")
    look_back = Phrase("Look back on {year}")
    so_far = Phrase("{week} so far.")
    more_than_last = Phrase("{week} so far, {difference} more than last week by {weekday}.")
    less_than_last = Phrase("{week} so far, last week it was {last} by {weekday}.")
    same_as_last = Phrase("{week} so far, as much as last week by {weekday}.")
    as_numbers = Phrase("The numbers")
    day = Phrase("Day")
    nothing_this_week = Phrase("Nothing yet this week.")
    week_label = Phrase("Minutes by day of this week. {days}")
    older = Phrase("Older logs are in History.")
    quick_hint = Phrase("45m cello, and what it taught you")
    quick_hint_of = Phrase("45m {title}, and what it taught you")
    lesson_line = Phrase(
        "This line is how hours are kept: how long, of what, and what it taught you. Type it as you"
        " would say it; what was understood is told back before it is saved."
    )
    lesson_squares = Phrase(
        "Each square is {share}, filled from the bottom as time comes in. Open {title} and point at"
        " one to read what it taught you."
    )
    lesson_done = Phrase("Understood")
    quick_help = Phrase("Time, commitment, then a sentence. Enter saves it.")
    quick_key = Phrase("Press N from anywhere.")
    quick_label = Phrase("Log time: how long, which commitment, what it taught you")
    edit = Phrase("Edit")
    read_on = Phrase("Read on")
    add_one = Phrase("Add one")
    add_the_sentence = Phrase("Add the sentence")
    waits = Phrase("What waits for a sentence")
    write_it = Phrase("Write it")
    discard = Phrase("Discard")
    start_timer_of = Phrase("Start timer: ")
    save = Phrase("Save")
    enter = Phrase("Enter")
    whole_form = Phrase("Whole form")
    alt_enter = Phrase("Alt Enter")

    # Signed out
    headline = Phrase("Commit to few things. Give each a hundred hours.")
    description = Phrase(
        "A diary for four pursuits at most. Give each a hundred hours, and write down what every"
        " hour taught you."
    )
    headline_first = Phrase("Commit to few things.")
    headline_second = Phrase("Give each a hundred hours.")
    promise = Phrase("Write down what every hour taught you.")
    begin = Phrase("Begin")
    sign_in = Phrase("Sign in")
    four_seats = Phrase("Four seats.")
    four_seats_more = Phrase("More than four at once is a list, not a commitment.")
    one_sentence = Phrase("One sentence an hour.")
    one_sentence_more = Phrase("The reflection is required. It is the part you will keep.")
    yours = Phrase("Yours.")
    yours_more = Phrase("One program on your own machine. No trackers, no calls home.")
    example_label = Phrase("An example: 63 of a hundred squares are filled.")
    example_hour = Phrase("Cello. Hour\u00a038, 19\u00a0October")
    example_sentence = Phrase(
        "The left hand runs ahead of the bow when I am nervous. Counting out loud fixed it,"
        " and made me laugh."
    )
    free_software = Phrase("Free software under the AGPL.")
    not_found = Phrase("Nothing here.")
    not_found_more = Phrase("The address may be old.")
    go_to_today = Phrase("Go to Today")
    no_connection = Phrase("No connection.")
    no_connection_more = Phrase("Hundred will be back as soon as the server is.")


t = Texts()
