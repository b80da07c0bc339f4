"""Every sentence the accounts feature says."""

from hundred_app.core.text import Phrase, Plural


class Texts:
    # Pages
    sign_in_title = Phrase("Welcome back")
    sign_up_title = Phrase("Begin")
    username = Phrase("Username")
    you = Phrase("You")
    username_stays = Phrase("Your name here. Nobody but the person who runs it sees it.")
    all_settings = Phrase("All settings")
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
    approval_welcome = Phrase(
        "The person who runs this Hundred looks at every new account before it opens."
    )
    approval_asked = Phrase("Your account is made. It opens once it is approved.")
    code_title = Phrase("One more step")
    code = Phrase("Code")
    code_help = Phrase("Six digits from your app, or one of your recovery codes.")
    code_continue = Phrase("Continue")
    confirm_title = Phrase("Is it you?")
    confirm_help = Phrase("Your password opens this for ten minutes, in this browser.")
    confirm = Phrase("Confirm")
    password_title = Phrase("Change your password")
    password_now = Phrase("Password now")
    new_password = Phrase("New password")
    change_password = Phrase("Change it")
    password_ends = Phrase("Every other browser is signed out.")
    reset_title = Phrase("A new password")
    reset = Phrase("Set it")
    reset_done = Phrase("Your new password is set. Sign in with it.")
    two_step_title = Phrase("A second step")
    two_step_how = Phrase(
        "Scan this with an authenticator app, then type the six digits that it shows."
    )
    two_step_by_hand = Phrase("Or type this key into the app:")
    two_step_on = Phrase("Turn it on")
    two_step_picture = Phrase("The key as a QR code")
    codes_title = Phrase("Your recovery codes")
    codes_how = Phrase(
        "Each of these signs you in once when the app is not at hand. Keep them away from this"
        " device: they are not shown again."
    )
    codes_kept = Phrase("I have kept them")
    back_to_settings = Phrase("Back to settings")
    leave_title = Phrase("Leave Hundred")
    leave_how = Phrase(
        "Your account and everything in it will be deleted. There is no way back, so take it out"
        " first."
    )
    leave_username = Phrase("Your username, to be sure")
    leave_button = Phrase("Delete my account")
    left = Phrase("Your account is deleted. Go well.")
    ended = Phrase("You were signed out. What you typed is kept in this browser.")
    restored = Phrase("The backup is in place. Sign in to go on.")

    # Problems
    username_length = Phrase("Between 3 and 32 characters. This has {has}.")
    username_letters = Phrase("Only the letters a to z, numbers, dots, dashes and underscores.")
    username_taken = Phrase("Somebody here has that name already. Pick another.")
    password_length = Phrase("Between 8 and 256 characters. This has {has}.")
    password_guessable = Phrase(
        "That one is among the first that anybody would try. Add a word or two."
    )
    password_is_name = Phrase("Pick a password that is not your username.")
    too_many = Phrase("Too many people are signing in at once. Try again in a few seconds.")
    wrong = Phrase("That name and password do not belong together.")
    wrong_password = Phrase("That is not your password.")
    wrong_code = Phrase("That code is not right, or was used already.")
    too_many_tries = Plural(
        "Too many tries. You can try again in a minute.",
        "Too many tries. You can try again in {minutes} minutes.",
    )
    awaits_approval = Phrase("Your account waits for approval. Try again later.")
    begin_again = Phrase("That took too long. Sign in again.")
    invitation_used = Phrase("This invitation is not valid any more. Ask for another.")
    reset_link_used = Phrase("This link is not valid any more. Ask for another.")
    second_step_there = Phrase("There is a second step already. Turn it off first.")
    no_second_step = Phrase("There is no second step yet.")
    last_admin = Phrase("Somebody has to run this Hundred. Make another administrator first.")
    last_admin_leaves = Phrase(
        "Other people are here, and somebody has to run this Hundred. Make another administrator"
        " first."
    )
    not_waiting = Phrase("This account is approved already.")
    registration_fixed = Phrase("HUNDRED_REGISTRATION says who may sign up. Change it there.")
    leave_name = Phrase("Type {name} to delete that account.")
    has_no_second_step = Phrase("{name} has no second step.")
    nobody_named = Phrase("Nobody here is called {name}.")
    setup_link_used = Phrase(
        "This set-up link is not valid any more. Start Hundred again for a new one."
    )
    unknown_zone = Phrase("Pick a time zone from the list.")
    unknown_choice = Phrase("Pick one of the choices.")

    # Settings
    settings = Phrase("Settings")
    language_and_time = Phrase("Language and time")
    language = Phrase("Language")
    like_browser = Phrase("Like the browser")
    time_zone = Phrase("Time zone")
    time_zone_help = Phrase("Decides which day an hour belongs to.")
    week_start = Phrase("First day of the week")
    day_start = Phrase("A day begins at")
    day_start_help = Phrase("For people whose evening ends after midnight.")
    appearance = Phrase("Appearance")
    writing = Phrase("Writing")
    prompts = Phrase("A prompt a day")
    prompts_help = Phrase("One question stands in the empty field, another one each day.")
    template = Phrase("Three questions")
    template_help = Phrase("A new reflection begins with: practised, learned, next.")
    light = Phrase("Light")
    dark = Phrase("Dark")
    like_system = Phrase("Like the system")
    saved = Phrase("Saved")
    safety = Phrase("Safety")
    password_row_help = Phrase("Changing it signs every other browser out.")
    change = Phrase("Change")
    second_step = Phrase("Second step")
    second_step_off = Phrase("Off. Your password alone signs you in.")
    second_step_on = Phrase("On. {left} of your recovery codes are left.")
    turn_on = Phrase("Turn on")
    turn_off = Phrase("Turn off")
    new_codes = Phrase("New recovery codes")
    devices = Phrase("Devices")
    this_device = Phrase("This browser, {name}")
    device_detail = Phrase("Since {since}, last used {used}, from {address}")
    unknown_address = Phrase("an unknown address")
    unknown_device = Phrase("A program without a name")
    browser_on_system = Phrase("{browser} on {system}")
    end_device = Phrase("Sign out")
    end_others = Phrase("Sign out all others")
    all_others = Phrase("all others")
    device_ended = Phrase("Signed out there.")
    others_ended = Phrase("Signed out everywhere else.")
    bring_in = Phrase("Bring in")
    bring_in_help = Phrase(
        "Time from Gleeo, or from any CSV file, comes in by a command on the machine that runs"
        " this Hundred. With “--dry-run” it only says what would happen. Twice adds nothing."
    )
    bring_in_command = Phrase("Command")
    bring_in_line = Phrase(
        "hundred import times.csv --user {name} --format csv --map Cello=Cello --dry-run"
    )
    bring_in_columns = Phrase(
        "A CSV file has the columns start, one of minutes, duration or end, one of source, project"
        " or commitment, and a note if there is one. What the history downloads is one."
    )
    take_out = Phrase("Take out")
    take_out_help = Phrase("Everything you wrote, as one file. It takes a few seconds.")
    take_out_button = Phrase("Download")
    leave_help = Phrase("Deletes your account and everything in it.")
    password_changed = Phrase("Your password is changed. Every other browser is signed out.")
    two_step_is_on = Phrase("From now on, signing in asks for a code as well.")
    two_step_is_off = Phrase("From now on, your password alone signs you in.")
    confirmed = Phrase("Confirmed, for ten minutes.")

    # For whoever runs it
    standing_waiting = Phrase("waits for approval")
    standing_disabled = Phrase("disabled")
    standing_admin = Phrase("administrator")
    standing_user = Phrase("person")
    member_detail = Phrase("Since {since}, {seen}")
    seen_today = Phrase("here today")
    seen = Phrase("last here {day}")
    not_signed_in = Phrase("not signed in")
    invitation_detail = Phrase("Made {made}, good until {until}")


t = Texts()
