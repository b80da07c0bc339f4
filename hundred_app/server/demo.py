"""`hundred demo`: a throw-away Hundred with a year of somebody's notes in it."""

import tempfile
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

from hundred_app.core import clock, zones
from hundred_app.core.db import Database
from hundred_app.core.ids import new_id
from hundred_app.core.settings import Settings
from hundred_app.core.work import Work
from hundred_app.features.accounts import rules as account_rules
from hundred_app.features.accounts import service as accounts
from hundred_app.features.commitments.service import logs, pursuits, syntheses
from hundred_app.features.commitments.service.pursuits import CommitmentForm
from hundred_app.features.commitments.service.syntheses import SynthesisForm
from hundred_app.features.transfer.rules import diary
from hundred_app.server import launcher
from hundred_app.server.folder import CannotStart, opened

NAME = "ana"


def serve(host: str, port: int) -> None:
    """Serve the demo until Ctrl-C; what was done in it is thrown away then.

    Raises:
        CannotStart: the port is taken, or there are no pages.
    """
    with tempfile.TemporaryDirectory(prefix="hundred-demo-") as folder:
        settings = Settings(data=Path(folder))
        password = account_rules.new_token()[:12]
        with opened(settings) as database:
            fill(database, password)
        print(f"Sign in as {NAME} with the password {password}")
        launcher.serve(settings, host, port)


def fill(database: Database, password: str) -> None:
    """Make the account and its year."""
    now = clock.now()
    accounts.create_user(database, now, NAME, password, role="admin")
    with database.writing() as db:
        work = accounts.find_work_of(db, now, NAME)
        if work is None:
            raise CannotStart("The demo could not make its account.")
        for name, habit in diary.HABITS.items():
            text = (files("hundred_app.features.transfer") / "demo" / f"{name}.txt").read_text(
                "utf-8"
            )
            _live(work, diary.read(text), habit)


def _live(work: Work, held: diary.Diary, habit: diary.Habit) -> None:
    """Do what the diary says, each note at its moment."""
    moments = [
        zones.moment_of(moment, work.zone) for moment in diary.moments(held, habit, work.wall_clock)
    ]
    begun = replace(work, now=moments[0])
    commitment_id = pursuits.commit(
        begun,
        CommitmentForm(title=held.title, category=held.category, goal_hours=str(held.goal_hours)),
    )
    total = 0
    for (minutes, note), moment in zip(held.notes, moments, strict=True):
        then = replace(work, now=moment + timedelta(minutes=minutes))
        logs.add_log(then, new_id(), commitment_id, minutes, moment, note)
        for hours, text in held.syntheses.items():
            if total < hours * 60 <= total + minutes:
                syntheses.write(then, commitment_id, hours, SynthesisForm(synthesis=text, rev=0))
        total += minutes
