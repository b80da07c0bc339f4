"""What the audit log says, as it is read. In the database it stays as it was written down."""

from hundred_app.core.text import Phrase


class Texts:
    nameless = (Phrase("this machine"), Phrase("somebody who left"))
    acts = (
        Phrase("signed in"),
        Phrase("signed up"),
        Phrase("signed out"),
        Phrase("ended a session"),
        Phrase("gave the password again"),
        Phrase("changed the password"),
        Phrase("turned the second step on"),
        Phrase("turned the second step off"),
        Phrase("used a recovery code"),
        Phrase("made new recovery codes"),
        Phrase("made a reset link"),
        Phrase("set a new password by link"),
        Phrase("made an invitation"),
        Phrase("withdrew an invitation"),
        Phrase("changed who may sign up"),
        Phrase("made an account"),
        Phrase("declined an account"),
        Phrase("approved an account"),
        Phrase("disabled an account"),
        Phrase("enabled an account"),
        Phrase("changed a role"),
        Phrase("deleted the account"),
        Phrase("took everything out"),
        Phrase("made a backup"),
        Phrase("downloaded a backup"),
        Phrase("restored a backup"),
        Phrase("was refused"),
    )


t = Texts()
