"""Every sentence the accounts feature says."""

from hundred_app.core.text import Phrase


class Texts:
    # Pages
    sign_in_title = Phrase("Welcome back")
    sign_up_title = Phrase("Begin")
    username = Phrase("Username")
    password = Phrase("Password")
    show = Phrase("Show")
    hide = Phrase("Hide")
    sign_in = Phrase("Sign in")
    sign_up = Phrase("Make an account")
    sign_out = Phrase("Sign out")
    new_here = Phrase("New here?")
    have_account = Phrase("Already have an account?")
    username_help = Phrase("3 to 32 letters, numbers, dots, dashes.")
    password_help = Phrase("At least 8 characters. A sentence is fine.")
    by_invitation = Phrase("This Hundred is by invitation. Ask the person who runs it.")
    needs_setup_link = Phrase(
        "This Hundred is new. Open the set-up link that it printed when it started."
    )
    setup_welcome = Phrase("This first account runs this Hundred.")
    signed_out = Phrase("Signed out. See you.")

    # Problems
    username_length = Phrase("Between 3 and 32 characters. This has {has}.")
    username_letters = Phrase("Only the letters a to z, numbers, dots, dashes and underscores.")
    username_taken = Phrase("Somebody here has that name already. Pick another.")
    password_length = Phrase("Between 8 and 256 characters. This has {has}.")
    password_is_name = Phrase("Pick a password that is not your username.")
    too_many = Phrase("Too many people are signing in at once. Try again in a few seconds.")
    wrong = Phrase("That name and password do not belong together.")
    setup_link_used = Phrase(
        "This set-up link is not valid any more. Start Hundred again for a new one."
    )
    unknown_zone = Phrase("Pick a time zone from the list.")
    unknown_choice = Phrase("Pick one of the choices.")

    # Settings
    settings = Phrase("Settings")
    you = Phrase("You")
    signed_in_as_before = Phrase("Signed in as ")
    time = Phrase("Time")
    time_zone = Phrase("Time zone")
    time_zone_help = Phrase("Decides which day an hour belongs to.")
    week_start = Phrase("First day of the week")
    day_start = Phrase("A day begins at")
    day_start_help = Phrase("For people whose evening ends after midnight.")
    appearance = Phrase("Appearance")
    light = Phrase("Light")
    dark = Phrase("Dark")
    like_system = Phrase("Like the system")
    saved = Phrase("Saved")


t = Texts()
