"""Every sentence of the book, and of the page that makes it."""

from hundred_app.core.text import Phrase, Plural


class Texts:
    book = Phrase("The Hundred Book")
    of_title = Phrase("The Hundred Book of {title}")
    what = Phrase(
        "Everything you wrote for {title}, typeset as a book: to print, to read, or to give away."
    )
    is_whole = Phrase("The book is whole: {hours} are in it.")
    is_draft = Phrase("A draft: {hours} of {goal}\u00a0hours so far. Make it as often as you like.")
    is_empty = Phrase("There is nothing in it yet. Every sentence you write becomes a part of it.")
    contents = Phrase("In the book")
    has_start = Phrase("A title page, the timeline, every day as a square, the hours as a line")
    has_notes = Plural("{count} reflection", "{count} reflections")
    has_chapters = Plural("{notes} in {count} chapter", "{notes} in {count} chapters")
    has_syntheses = Plural("{count} synthesis", "{count} syntheses")
    has_letter = Phrase("The letter to your later self")
    letter_stays = Phrase("The letter stays sealed, and out of the book, until it may be read.")
    pdf = Phrase("PDF, to print")
    epub = Phrase("EPUB, to read")
    sizes = Phrase("The PDF is in A5. The EPUB has the letters and sizes of the device it is on.")
    lacks = Plural(
        "{count} letter is not in the fonts of the PDF and stands there as □. The EPUB shows it.",
        "{count} letters are not in the fonts of the PDF and stand there as □."
        " The EPUB shows them.",
    )
    too_thick = Phrase("This is more than one printed book can hold. The EPUB has all of it.")
    takes_long = Phrase("A long book takes some seconds to make.")
    made_here = Phrase("It is made on this server, and nothing of it leaves it.")
    jammed = Phrase("This book could not be made. Take your data out as JSON instead.")
    busy = Phrase("Another book is being made. Try again in a minute.")
    draft = Phrase("Draft, {hours} of {goal}\u00a0hours")
    by = Phrase("by {name}")
    table = Phrase("Contents")
    the_hours = Phrase("The hours")
    timeline = Phrase("Timeline")
    days = Phrase("Day by day")
    days_help = Phrase("Each square is a day; the darker it is, the longer.")
    days_of = Phrase("Every day of {year} as a square; the darker it is, the longer.")
    over_time = Phrase("Hour by hour")
    over_time_help = Phrase("From {first} to {last}.")
    over_time_alt = Phrase("The hours as a line, from {first} to {last}: {hours}.")
    grid_alt = Phrase("A hundred squares, of which {count} are filled.")
    in_numbers = Phrase("{hours} on {days}, {notes}.")
    on_days = Plural("{count} day", "{count} days")
    began = Phrase("The commitment is made")
    brought = Phrase("It begins with {hours} from before")
    first_hour = Phrase("The first time is logged")
    reached = Phrase("{hours}\u00a0hours")
    wrote = Phrase("The synthesis of {hours}\u00a0hours is written")
    nothing_yet = Phrase("Nothing is logged yet.")
    chapter = Phrase("Hours {first} to {last}")
    first_chapter = Phrase("The first {last}\u00a0hours")
    onwards = Phrase("After {first}\u00a0hours")
    hour = Phrase("Hour\u00a0{number}")
    without = Plural(
        "{time} more, in {count} log without a sentence.",
        "{time} more, in {count} logs without a sentence.",
    )
    synthesis = Phrase("The synthesis of {hours}\u00a0hours")
    letter = Phrase("The letter")
    written = Phrase("Written on {day}")
    letter_how = Phrase("Written at the beginning, to be read at the goal.")
    missing = Phrase("□ stands for a letter that the fonts of this book lack.")
    colophon = Phrase("Made with Hundred on {day}.")


t = Texts()
