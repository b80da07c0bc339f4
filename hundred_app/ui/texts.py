"""Every sentence the design system says."""

from hundred_app.core.text import Phrase

OF_HUNDRED = " · Hundred"
"""Stands behind the name of a page in the name of its window, in every language."""


class Texts:
    bug = Phrase("That was our fault. Nothing you saved is lost. If you report it, mention {code}.")
    too_large = Phrase("That is too large.")
    too_slow = Phrase("That came too slowly.")
    no_form_of_ours = Phrase("This form is not one of ours.")
    other_site = Phrase("This came from another site.")
    to_the_start = Phrase("To the start page")
    disconnected = Phrase("Not connected. What you type stays here.")
    undo = Phrase("Undo")
    close = Phrase("Close")
    pages = Phrase("Pages")
    commitments = Phrase("Commitments")
    free_seat = Phrase("Free seat")
    skip = Phrase("Skip to content")
    table = Phrase("Table")

    # The palette, and the keys
    palette = Phrase("Go anywhere, do anything")
    palette_hint = Phrase("A page, a commitment, something to do, your words")
    palette_nothing = Phrase("Nothing by that name.")
    help = Phrase("Help")
    keys = Phrase("Keys")
    section_go = Phrase("Go to")
    section_do = Phrase("Do")
    section_write = Phrase("While writing")
    section_squares = Phrase("In the squares")
    section_reflections = Phrase("Reflections")
    save_writing = Phrase("Save")
    undo_notice = Phrase("Undo, while the notice shows")
    leave_field = Phrase("Leave the field, close what is open")
    move_square = Phrase("From square to square")
    row_start = Phrase("To the start of the row")
    row_end = Phrase("To the end of the row")
    open_square = Phrase("Open the log of a square")
    light = Phrase("Light paper")
    dark = Phrase("Dark paper")
    like_system = Phrase("Paper like the system")
    also_log = Phrase("write, new log")
    also_timer = Phrase("stopwatch, pomodoro, focus")
    also_commit = Phrase("new commitment, begin")
    also_help = Phrase("keys, shortcuts")
    also_take_out = Phrase("export, download")
    also_sign_out = Phrase("log out, leave")
    key_ctrl = Phrase("Ctrl")
    key_then = Phrase("then")
    key_enter = Phrase("Enter")
    key_escape = Phrase("Esc")
    key_arrows = Phrase("Arrows")
    key_home = Phrase("Home")
    key_end = Phrase("End")


t = Texts()
