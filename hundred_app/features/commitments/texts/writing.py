"""What the rooms for a letter and for a synthesis say."""

from hundred_app.core.text import Phrase, Plural


class Writing:
    # The letter to one's later self
    letter_heading = Phrase("To yourself, at {hours}\u00a0hours")
    letter_how = Phrase(
        "Sealed once you finish: nobody reads or changes it, you neither, until"
        " {hours}\u00a0hours are there or you put this down."
    )
    letter_hint = Phrase("What do you hope for? What would be a pity to forget?")
    letter_seal = Phrase("Seal it")
    letter_offer = Phrase("Whoever reaches {hours}\u00a0hours could read a letter from today.")
    letter_write = Phrase("Write to yourself")
    letter_sealed = Phrase("Your letter of {day} opens at {hours}\u00a0hours.")
    letter_sealed_now = Phrase("Sealed until {hours}\u00a0hours.")
    letter_arrived = Phrase("Your letter of {day} is open.")
    letter_read = Phrase("Read it")
    letter_early = Phrase("After the first hour you can write to yourself here.")
    letter_late = Phrase("A letter like this begins at the beginning, and no letter was written.")
    letter_is_there = Phrase("There is a letter already. It stays as it is.")
    letter_empty = Phrase("Write a sentence first.")
    letter_length = Phrase("At most 20,000 characters. This has {has}.")

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
    read_reflections = Plural("Read {count} reflection", "Read {count} reflections")
    write_tab = Phrase("Write")
    write_or_read = Phrase("Write or read")
    then_and_now = Phrase("Then and now")
    then = Phrase("Then")
    now = Phrase("Now")
    ceremonies = {
        25: Phrase("Twenty-five hours, in your own words."),
        50: Phrase("Fifty hours, in your own words."),
        75: Phrase("Seventy-five hours, in your own words."),
        100: Phrase("A hundred hours, in your own words."),
    }
    ceremony_next = Phrase(
        "It stands in the journal now. The next one opens at {hours}\u00a0hours."
    )
    ceremony_last = Phrase("That was the last one. {title} has said what it had to say.")
    go_on = Phrase("Go on")
    synthesis_written = Phrase("The synthesis of {hours}\u00a0hours is written.")
    synthesis_taken_back = Phrase("The synthesis of {hours}\u00a0hours is a draft again.")
    synthesis_stays = Phrase("This synthesis stays. It can be changed where it was written.")
    ctrl_enter = Phrase("Ctrl Enter")
    finish = Phrase("Finish")
    synthesis = Phrase("Your synthesis")
    synthesis_hint = Phrase("Begin anywhere. What you type is kept.")
    words_count = Phrase("{count} words")
    back_to_it = Phrase("Back to the commitment")
