"""Every sentence the review says."""

from hundred_app.core.text import Phrase, Plural


class Texts:
    review = Phrase("Weekly review")
    nothing = Phrase("A week of rest. The hours you have stay.")
    nothing_yet = Phrase("Nothing logged this week yet.")
    spent = Phrase("{time} on {title}, in {logs}.")
    spent_on_more = Phrase("{time} on {count} pursuits, in {logs}.")
    logs = Plural("{count} log", "{count} logs")
    more = Phrase("{difference} more than the week before.")
    less = Phrase("The week before had {time}.")
    same = Phrase("As much as the week before.")
    where = Phrase("Where the hours went")
    lines = Phrase("In your words")
    no_lines = Phrase("No sentences from this week. The best ones are short.")
    waits = Phrase("What is due")
    nothing_waits = Phrase("Nothing is due.")
    synthesis_due = Phrase("The synthesis of {hours}\u00a0hours of {title}")
    waiting = Plural("{count} log waits for its sentence", "{count} logs wait for their sentences")
    question = Phrase("A question for the week")
    questions = (
        Phrase("What would make next week a good one?"),
        Phrase("Which hour of the week was worth the most, and why that one?"),
        Phrase("What did you avoid?"),
        Phrase("What became easier without your noticing?"),
        Phrase("What would you do with one hour more?"),
        Phrase("Who could show you the next step?"),
        Phrase("What is the smallest thing you could practise slowly?"),
        Phrase("What did you believe a month ago that you no longer believe?"),
        Phrase("When are you at your best, and is that when you practise?"),
        Phrase("What would you tell somebody who begins today?"),
        Phrase("What have you done often enough to do it differently?"),
        Phrase("What are you looking forward to?"),
    )
    earlier = Phrase("The week before")
    later = Phrase("The week after")
    which_week = Phrase("Which week")
    the_year_of = Phrase("The year {year} in review")
    year_review = Phrase("Year in review")
    year_so_far = Phrase("{year} so far")
    year_nothing = Phrase("Nothing was logged in {year}.")
    year_nothing_yet = Phrase("Nothing logged in {year} yet.")
    year_will_be = Phrase(
        "Once something is, the days of the year stand here as squares, with its months, its hours"
        " of the day, its milestones, and the sentences worth reading again."
    )
    year_more = Phrase("{difference} more than in {year}.")
    year_less = Phrase("{year} had {time}.")
    year_same = Phrase("As much as in {year}.")
    year_by_now = Phrase("{year} had {time} by {day}.")
    finished = Plural(
        "{count} goal was reached: {titles}.", "{count} goals were reached: {titles}."
    )
    chart_label = Phrase("The year {year}. {finding}")
    days_title = Phrase("Day by day")
    days_found = Phrase("Something on {days}. The fullest was {day}, with {best}.")
    days = Plural("{count} day", "{count} days")
    days_key = Phrase(
        "A square is a day, in the colour of what had most of it. The deeper, the longer."
    )
    days_key_ring = Phrase(
        "A square is a day, in the colour of what had most of it. The deeper, the longer. One with"
        " a ring reached a milestone."
    )
    week_of = Phrase("Week of")
    months_title = Phrase("Month by month")
    months_found = Phrase("The fullest month was {month}, with {best}.")
    month = Phrase("Month")
    together = Phrase("Together")
    hours_title = Phrase("The hour of day")
    hours_found = Phrase("Most time fell between {begins} and {ends}: {best}.")
    hour = Phrase("Hour")
    weeks_title = Phrase("Week by week")
    weeks = Plural("{count} week", "{count} weeks")
    best_week = Phrase("The fullest week began on {day}, with {best}.")
    longest_run = Phrase(
        "The longest run was {weeks} with something in each, from {first} to {last}."
    )
    milestones = Phrase("Milestones reached")
    milestone_of = Phrase("{hours}\u00a0hours of {title}")
    worth = Phrase("Worth reading again")
    first_said = Phrase("The first sentence")
    last_said = Phrase("The last sentence")
    last_said_so_far = Phrase("The last sentence so far")
    as_numbers = Phrase("The numbers")
    as_csv = Phrase("Download as CSV")
    as_picture = Phrase("Download as a picture")
    which_year = Phrase("Which year")
    log_time = Phrase("Log time")
    mail = Phrase("The week by e-mail")
    mail_help = Phrase("The weekly review as a message, on the first morning of your week.")
    mail_address = Phrase("E-mail address")
    mail_send_code = Phrase("Send a code")
    mail_code_help = Phrase("There is a code in the message to {address}. It lasts for a day.")
    mail_code = Phrase("Code from the message")
    mail_confirm = Phrase("Confirm")
    mail_other = Phrase("Use another address")
    mail_goes_to = Phrase("It goes to {address}.")
    mail_forgets = Phrase("Turning it off forgets the address.")
    mail_turn_off = Phrase("Turn it off")
    mail_on = Phrase("Confirmed. The next week comes by e-mail.")
    mail_is_off = Phrase("The week does not come by e-mail any more.")
    no_address = Phrase("Write one e-mail address, such as ana@example.org.")
    no_code = Phrase("This is not the code, or it is too old.")
    too_many_tries = Phrase("That was wrong too often. Have a new code sent.")
    too_many_codes = Phrase("Three codes a day is all. Try again tomorrow.")
    mail_not_sent = Phrase("The message could not be sent. Try again later.")
    no_mail_here = Phrase("This Hundred sends no messages.")
    code_subject = Phrase("Your code for Hundred")
    code_letter = Phrase(
        "Somebody wants the weekly review of {address} to be sent here. If that is you, type this"
        " code into the settings within a day:"
    )
    code_ignore = Phrase("If it is not, do nothing, and nothing more is sent.")
    letter_subject = Phrase("Your week, {span}")
    letter_open = Phrase("Look at the week")
    letter_why = Phrase("You have this message because you asked for it in your settings.")
    letter_off = Phrase("End these messages")
    off_title = Phrase("End the weekly messages")
    off_how = Phrase("Your account and everything in it stay as they are.")
    off_done_title = Phrase("The messages have ended")
    off_done = Phrase("Nothing more is sent. You can ask for it again in your settings.")
    to_hundred = Phrase("To Hundred")


t = Texts()
