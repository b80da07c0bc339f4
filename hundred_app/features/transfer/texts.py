"""Every sentence the transfer feature says."""

from hundred_app.core.text import Phrase, Plural


class Texts:
    # What an import did.
    added = Phrase("{title}: {rows} added, {hours} ({minutes} minutes), {known} known already.")
    would_add = Phrase(
        "{title}: {rows} would be added, {hours} ({minutes} minutes), {known} known already."
    )
    logs = Plural("{count} log", "{count} logs")
    left_out = Phrase("{rows} of {sources} left out.")
    rows = Plural("{count} row", "{count} rows")
    sources = Plural("one other source was", "{count} other sources were")
    dry_run = Phrase("This was a dry run: nothing was changed.")
    nothing_brought_in = Phrase("Nothing was imported, because some lines cannot be read:")
    at_line = Phrase("line {line}: {reason}")
    more_lines = Phrase("and {count} more.")
    still_to_come = Phrase("It ends later than now. Correct the date.")
    unknown_format = Phrase("Use --format {known}.")
    no_such_user = Phrase(
        "There is nobody called {name} here. Make them with `hundred user create`."
    )
    no_such_file = Phrase("{file} cannot be read: {reason}.")

    # About a whole file.
    bad_bytes = Phrase(
        "Line {line} has a byte that is not {encoding} text. "
        "Save the file as UTF-8 and import it again."
    )
    broken_header = Phrase(
        "The line with the column names has a quotation mark that does not close. "
        "Correct it, or export the file again."
    )
    columns_missing = Phrase(
        "The file lacks the columns {missing}. It needs {needed} (“/” means one of these is "
        "enough), and its first line says {found}. Name the columns so, or choose the other format."
    )
    column_twice = Phrase("Two columns are called “{name}”. Rename or remove one of them.")
    empty_file = Phrase("The file is empty. Export it again, or choose another one.")
    file_too_large = Phrase("The file is larger than {most} MB. Split it and import the parts.")
    line_too_long = Phrase(
        "Line {line} is longer than {most} characters, so this does not look like a list of "
        "times. Choose another file, or shorten that line."
    )
    not_text = Phrase(
        "Line {line} has a character that does not belong in text (a NUL, or half of one). "
        "Save the file as UTF-8 and import it again."
    )
    too_many_rows = Phrase("The file has more than {most} rows. Split it and import the parts.")
    zone_unknown = Phrase("“{zone}” is not a time zone. Write one like Europe/Paris.")

    # About one row.
    below_zero = Phrase("{column} is below zero: {value}. Write how long it took.")
    broken_quotes = Phrase(
        "A quotation mark here closes nowhere near, or has text right after it. Correct it: "
        "the lines that follow were not read."
    )
    disagrees = Phrase(
        "{column} says {says}, but the rest of the row says {other}. Correct the one that is wrong."
    )
    end_before_start = Phrase("It ends before it starts. Correct the start or the end.")
    length_missing = Phrase("It does not say how long it took. Fill in one of {columns}.")
    missing = Phrase("{column} is empty. Fill it in.")
    no_such_time = Phrase("{column} is “{value}”, which no calendar or clock has. Correct it.")
    not_a_length = Phrase("{column} is “{value}”. Write hours and minutes like 1:30.")
    not_a_time = Phrase(
        "{column} is “{value}”. Write day and time of day like 2019-01-31 18:05, "
        "with or without an offset such as +01:00."
    )
    not_minutes = Phrase("{column} is “{value}”. Write a whole number of minutes like 90.")
    note_too_long = Phrase(
        "The note has {count} characters and {most} is the most. Shorten it, or split the row."
    )
    offset_in_time = Phrase(
        "{column} has an offset of its own: “{value}”. Leave it to the column TimeZone."
    )
    offset_on_one = Phrase(
        "Only one of start and end has an offset. Write it for both or for neither."
    )
    source_strange = Phrase("{column} has characters that cannot be shown. Type it again.")
    source_too_long = Phrase("{column} is longer than {most} characters. Shorten it.")
    too_few_columns = Phrase(
        "It has fewer columns ({count}) than the first line ({expected}). "
        "Add the ones that are missing."
    )
    too_long = Phrase("It lasts {length}, and a day has 24 hours. Correct it, or split the row.")
    too_many_columns = Phrase(
        "It has more columns ({count}) than the first line ({expected}). "
        "Put quotation marks around a text that contains “{delimiter}”."
    )
    year_unlikely = Phrase("{column} is in the year {year}. Correct it.")
    zone_not_offset = Phrase("TimeZone is “{value}”. Write it like UTC+1:00, UTC-3:30 or UTC.")

    # About which rows go to which commitment.
    map_empty = Phrase("Say which rows go where: SOURCE=COMMITMENT TITLE.")
    map_incomplete = Phrase("“{item}” is not complete. Write it as SOURCE=COMMITMENT TITLE.")
    map_source_long = Phrase("The source in “{item}” is longer than {most} characters. Shorten it.")
    map_strange = Phrase("“{item}” has characters that cannot be shown. Type it again.")
    map_title_long = Phrase("The title in “{item}” is longer than {most} characters. Shorten it.")
    map_too_many = Phrase("That is more than {most} sources. Import them in several goes.")
    map_twice = Phrase("“{source}” is given twice. Send it to one commitment.")
    no_entries = Phrase("The file has no row with time in it. Choose another one.")
    no_such_source = Phrase("No row is for “{source}”. Nearest in the file: {nearest}.")
    quoted = Phrase("“{name}”")
    tab = Phrase("a tab")


t = Texts()
