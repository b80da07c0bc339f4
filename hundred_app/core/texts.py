"""What every feature says: days near by, and what may go wrong anywhere."""

from hundred_app.core.text import Phrase


class Texts:
    today = Phrase("Today")
    yesterday = Phrase("Yesterday")

    span = Phrase("{first} to {last}")

    not_here = Phrase("This is not here any more, or it is not yours.")
    please_sign_in = Phrase("Please sign in.")
    not_understood = Phrase("This was not understood. Reload the page and try again.")
    disk_full = Phrase("Not saved: the disk is full. What you typed is still here.")
    disk_refuses = Phrase("Not saved: the disk cannot be written. What you typed is still here.")
    disk_busy = Phrase(
        "Not saved: something else on this machine is writing. Try again in a moment."
    )
    database_away = Phrase(
        "The database does not answer. What you typed is still here; try again in a moment."
    )


t = Texts()
