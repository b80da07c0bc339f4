"""`hundred`: everything that is done on the machine itself."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from hundred_app import __version__
from hundred_app.core import settings as settings_of
from hundred_app.core.collecting import no_collecting
from hundred_app.core.errors import HundredError
from hundred_app.core.settings import BadSetting, Settings

app = typer.Typer(
    help="Hundred: commit to few things, give each a hundred hours, write down what they taught.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)
user = typer.Typer(help="People who have an account here.", no_args_is_help=True)
app.add_typer(user, name="user")

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000

DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="The folder that holds everything.", show_default=False),
]
HostOption = Annotated[str, typer.Option("--host", help="The address to listen at.")]
PortOption = Annotated[
    int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes a free one.")
]


def main() -> None:
    """The program. What people can act on is one line on stderr and exit code 1.

    A data folder or database that cannot be used is exit code 78.
    """
    with no_collecting():
        from hundred_app.server.folder import CannotStart
        from hundred_app.server.versions import TooOld

    try:
        app()
    except (CannotStart, TooOld) as error:
        print(f"hundred: {error}", file=sys.stderr)
        raise SystemExit(error.exit_code) from None
    except BadSetting as error:
        print(f"hundred: {error}", file=sys.stderr)
        raise SystemExit(1) from None
    except HundredError as error:
        print(f"hundred: {error.message}", file=sys.stderr)
        raise SystemExit(1) from None


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Say the version.")] = False,
) -> None:
    """Without a command, Hundred is served at its default address."""
    if version:
        print(f"hundred {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        serve()


@app.command()
def serve(
    host: HostOption = DEFAULT_HOST, port: PortOption = DEFAULT_PORT, data: DataOption = None
) -> None:
    """Serve Hundred until Ctrl-C."""
    with no_collecting():
        from hundred_app.server import launcher

    launcher.serve(_settings(data), host, port)


@app.command()
def doctor(data: DataOption = None) -> None:
    """Say in words what is wrong with this installation, or that nothing is."""
    from hundred_app.server import doctor as examination

    found = examination.examine(_settings(data))
    for line in found:
        print(f"{'ok   ' if line.is_fine else 'WRONG'}  {line.text}")
    if not all(line.is_fine for line in found):
        raise typer.Exit(1)


@app.command()
def backup(
    to: Annotated[
        Path | None,
        typer.Option("--to", help="A file to copy it to as well.", show_default=False),
    ] = None,
    data: DataOption = None,
) -> None:
    """Make a backup, also beside a running server. It holds the whole diary, and no sessions."""
    from hundred_app.server import rescue

    for line in rescue.back_up(_settings(data), to):
        print(line)


@app.command()
def restore(
    file: Annotated[str, typer.Argument(help="A file, or the name of a backup.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    data: DataOption = None,
) -> None:
    """Put a backup in the place of what is there, which is kept. The server must be stopped."""
    from hundred_app.server import rescue

    def confirm(about: str) -> bool:
        print(about)
        return yes or typer.confirm("Put it in the place of what is there now?")

    for line in rescue.restore(_settings(data), file, confirm):
        print(line)


@app.command()
def move(
    to: Annotated[
        str,
        typer.Option(
            "--to",
            envvar=settings_of.MOVE_TO,
            help="An empty PostgreSQL database: postgresql://user:password@host/database.",
            show_default=False,
        ),
    ] = "",
    to_file: Annotated[
        Path | None,
        typer.Option("--to-file", help="A SQLite file that is not there yet.", show_default=False),
    ] = None,
    data: DataOption = None,
) -> None:
    """Copy everything to a PostgreSQL server, or from one into a file. Stop the server first."""
    from hundred_app.server import rescue

    for line in rescue.move(_settings(data), to, to_file):
        print(line)


@app.command()
def demo(host: HostOption = DEFAULT_HOST, port: PortOption = DEFAULT_PORT) -> None:
    """Serve a throw-away Hundred, filled with a year of somebody's notes."""
    from hundred_app.server import demo as show

    show.serve(host, port)


@app.command(name="import")
def import_file(
    file: Annotated[Path, typer.Argument(help="A CSV file of time entries.")],
    person: Annotated[str, typer.Option("--user", help="Whose diary it goes into.")],
    kind: Annotated[str, typer.Option("--format", help="gleeo or csv.")],
    mapping: Annotated[
        list[str], typer.Option("--map", help='"SOURCE=COMMITMENT TITLE"; may be repeated.')
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    data: DataOption = None,
) -> None:
    """Bring time in from a file. Doing so twice adds nothing."""
    from hundred_app.server import bring_in

    for line in bring_in.from_file(_settings(data), file, person, kind, mapping, dry_run=dry_run):
        print(line)


@user.command("list")
def user_list(data: DataOption = None) -> None:
    """Say who has an account here."""
    from hundred_app.server import people

    for line in people.listed(_settings(data)):
        print(line)


@user.command("disable")
def user_disable(name: str, data: DataOption = None) -> None:
    """Sign somebody out everywhere and let them in no more. Nothing of theirs is lost."""
    from hundred_app.server import people

    print(people.disable(_settings(data), name, is_disabled=True))


@user.command("enable")
def user_enable(name: str, data: DataOption = None) -> None:
    """Let somebody in again."""
    from hundred_app.server import people

    print(people.disable(_settings(data), name, is_disabled=False))


@user.command("reset-link")
def user_reset_link(name: str, data: DataOption = None) -> None:
    """Make a link by which somebody sets a new password: once, within a day."""
    from hundred_app.server import people

    for line in people.reset_link(_settings(data), name):
        print(line)


@user.command("second-step-off")
def user_second_step_off(name: str, data: DataOption = None) -> None:
    """For somebody who lost their second step: the password alone signs them in again."""
    from hundred_app.server import people

    print(people.second_step_off(_settings(data), name))


@user.command("create")
def user_create(
    name: str,
    admin: Annotated[bool, typer.Option("--admin", help="May run this Hundred.")] = False,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Make an account."""
    from hundred_app.core import clock
    from hundred_app.features.accounts import service
    from hundred_app.server.folder import opened

    password = (
        sys.stdin.readline().rstrip("\r\n")
        if password_stdin
        else typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    )
    with opened(_settings(data), alone=False) as database:
        service.create_user(
            database, clock.now(), name, password, role="admin" if admin else "user"
        )
    print(f"{name} can sign in now.")


def _settings(data: Path | None) -> Settings:
    return settings_of.read(data=data)
