"""`hundred`: everything that is done on the machine itself."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from hundred_app import __version__
from hundred_app.core import settings as settings_of
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
    """The program. What people can act on is one line on stderr and exit code 1."""
    from hundred_app.server.launcher import CannotStart

    try:
        app()
    except (CannotStart, BadSetting) as error:
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
    from hundred_app.server.launcher import opened

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
