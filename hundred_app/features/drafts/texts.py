"""Every sentence about drafts."""

from hundred_app.core.text import Phrase


class Texts:
    no_such_field = Phrase("There is no field of this name to keep a draft for.")
    too_long_to_keep = Phrase("At most 20,000 characters can be kept. This has {has}.")

    kept = Phrase("Draft kept {when}")
    kept_here = Phrase("Draft kept in this browser")
    back = Phrase("Your draft from {when} is back.")
    other = Phrase("Another version, from {when}.")
    other_device = Phrase("Another version, from {when} on another device.")
    show = Phrase("Show it")
    not_saved = Phrase("Not saved: no connection. Your text is kept here and will be tried again.")
    on_day = Phrase("{day}, {time}")


t = Texts()
