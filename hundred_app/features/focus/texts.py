"""Every sentence about timers."""

from hundred_app.core.text import Phrase


class Texts:
    # What goes wrong
    gone = Phrase("This timer is not here any more, or it is not yours.")
    already_running = Phrase("A timer is running already. Stop it first; nothing of it is lost.")
    stopped_elsewhere = Phrase("This timer was stopped already, in another window or elsewhere.")
    archived = Phrase("This commitment is archived. Reopen it to start a timer.")
    too_many = Phrase("Many stretches wait for their sentence. Write or discard some first.")
    pick_commitment = Phrase("Which commitment?")
    not_a_length = Phrase("Write 40m, 1h30 or until 18:00.")
    too_far = Phrase("That is more than twelve hours away. Pick an earlier end.")
    start_ahead = Phrase("That is still to come. Pick a time up to now.")
    start_long_ago = Phrase("A timer reaches back a day. Log longer stretches by hand.")
    start_after_pause = Phrase("It was paused at {time}. Pick a start up to then.")
    end_before_start = Phrase("It went on until {time} at least. Pick a later end.")
    end_ahead = Phrase("Pick an end up to {time}.")
    thought_empty = Phrase("A word is enough.")
    thoughts_length = Phrase("At most 5,000 characters of thoughts. Keep the rest for the log.")
    logged_already = Phrase("This stretch is logged already.")

    # The pill
    start_timer = Phrase("Start timer")
    stop_and_write = Phrase("Stop and write")
    timer = Phrase("Timer")
    paused = Phrase("paused")
    running = Phrase("Running, {duration}")
    running_paused = Phrase("Paused, {duration}")
    take_break = Phrase("Take a break, {duration}")
    short_break = Phrase("Break")
    long_break = Phrase("Long break")

    # Starting
    what_for = Phrase("For which commitment?")
    how_long = Phrase("How long?")
    open_end = Phrase("Until I stop")
    pomodoro = Phrase("{minutes} min")
    own = Phrase("Other")
    own_label = Phrase("Other length")
    own_hint = Phrase("40m, 1h30 or until 18:00")
    start = Phrase("Start")
    cancel = Phrase("Cancel")
    nothing_to_time = Phrase("Choose a pursuit first; then there is something to time.")

    # The focus page
    focus = Phrase("Focus")
    pause = Phrase("Pause")
    resume = Phrase("Resume")
    go_on = Phrase("Go on")
    end_break = Phrase("End the break")
    more = Phrase("More")
    leave = Phrase("Leave this page")
    until = Phrase("until {time}")
    length_reached = Phrase("{duration}. Stop and write, or go on.")
    break_over = Phrase("The break is over.")
    still_going = Phrase("Still going? You can set the real end.")
    went_on = Phrase("Going on. The {duration} since then count.")
    went_on_from = Phrase("Going on from {duration}. The time since then does not count.")
    change_start = Phrase("Change the start")
    began_at = Phrase("When it began")
    began_help = Phrase("Like 17:10 or yesterday 23:40.")
    start_moved = Phrase("It began at {time}.")
    real_end = Phrase("When did it end?")
    end_help = Phrase("Like 18:05. Now, if it is still going.")
    end_now = Phrase("now")
    save = Phrase("Save")
    discard = Phrase("Discard")
    discard_title = Phrase("Discard this stretch?")
    discard_what = Phrase("{duration} of {title} will not be logged.")
    discarded = Phrase("Discarded.")
    keep_it = Phrase("Keep it")
    is_back = Phrase("The stretch is back.")
    thought = Phrase("A passing thought")
    thought_hint = Phrase("A passing thought, kept for the reflection")
    sound = Phrase("Sound at the end")
    idle = Phrase("No timer is running.")
    go_to_today = Phrase("Go to Today")

    # What waits
    waits = Phrase("A stretch of {duration} of {title} waits for its sentence.")


t = Texts()
