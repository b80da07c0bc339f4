"""Every sentence the design system says."""

from hundred_app.core.text import Phrase


class Texts:
    bug = Phrase("That was our fault. Nothing you saved is lost. If you report it, mention {code}.")
    disconnected = Phrase("Not connected. What you type stays here.")
    undo = Phrase("Undo")
    close = Phrase("Close")
    pages = Phrase("Pages")
    commitments = Phrase("Commitments")
    free_seat = Phrase("Free seat")
    skip = Phrase("Skip to content")
    table = Phrase("Table")


t = Texts()
