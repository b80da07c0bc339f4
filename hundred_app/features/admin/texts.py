"""Every sentence of the page for whoever runs this Hundred."""

from hundred_app.core.text import Phrase


class Texts:
    administration = Phrase("Administration")
    lead = Phrase("What whoever runs this Hundred looks after. Nobody's notes are shown here.")

    people = Phrase("People")
    who_may = Phrase("Who may make an account")
    by_invitation = Phrase("By invitation")
    by_approval = Phrase("By approval")
    openly = Phrase("Anybody")
    invitation_help = Phrase("Only with a link that you make here.")
    approval_help = Phrase("Anybody may ask; you let each one in.")
    open_help = Phrase("Anybody who reaches this address can make an account.")
    fixed = Phrase("HUNDRED_REGISTRATION fixes this.")
    more_about = Phrase("More: {name}")
    approve = Phrase("Let in")
    decline = Phrase("Decline")
    disable = Phrase("Disable")
    enable = Phrase("Enable")
    promote = Phrase("Make administrator")
    demote = Phrase("No longer administrator")
    reset_link = Phrase("Make a reset link")
    approved = Phrase("{name} can sign in now.")
    declined = Phrase("{name} was declined.")
    disabled = Phrase("{name} is signed out and cannot sign in.")
    enabled = Phrase("{name} can sign in again.")
    promoted = Phrase("{name} is an administrator now.")
    demoted = Phrase("{name} is no administrator any more.")

    invitations = Phrase("Invitations")
    invite = Phrase("Invite somebody")
    no_invitations = Phrase("No invitation is open. Each is a link that works once, for a week.")
    withdraw = Phrase("Withdraw")
    withdrawn = Phrase("The invitation is withdrawn.")

    link_title = Phrase("A link for one person")
    invitation_how = Phrase("It makes one account within a week. It is shown only now.")
    reset_how = Phrase(
        "{name} sets a new password with it, once, within a day. It is shown only now."
    )
    link = Phrase("Link")
    close = Phrase("Close")

    backups = Phrase("Backups")
    backups_help = Phrase(
        "One is made every night, and before anything that could go wrong. They hold everybody's"
        " notes, and lie in the folder of this Hundred: keep copies on another machine."
    )
    no_backups = Phrase("There is none yet.")
    back_up = Phrase("Back up now")
    backed_up = Phrase("The backup is made.")
    download = Phrase("Download")
    restore = Phrase("Restore")
    restore_title = Phrase("Restore this backup?")
    restore_how = Phrase(
        "Everything that was written after it, by everybody, will be out of sight. The present is"
        " put on the shelf as a backup first. Everybody is signed out, you too."
    )
    restore_button = Phrase("Restore it")
    cancel = Phrase("Cancel")
    nightly = Phrase("nightly")
    manual = Phrase("made by hand")
    migration = Phrase("before an upgrade")
    safety = Phrase("before a restore")
    backup_line = Phrase("{day}, {time}")
    backup_detail = Phrase("{kind}, {size}")

    health = Phrase("Health")
    version = Phrase("Version")
    database = Phrase("Database")
    free_space = Phrase("Free space")
    newest_backup = Phrase("Newest backup")
    none = Phrase("none yet")
    schema = Phrase("{size}, schema {revision}")

    log = Phrase("What happened")
    log_help = Phrase("Acts that touch somebody's safety, the newest first.")
    nobody = Phrase("somebody")
    refused = Phrase("refused")
    show_more = Phrase("Show 50 more")


t = Texts()
