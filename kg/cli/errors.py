"""What the user reads when something goes wrong, and the exit code that goes with it."""

from __future__ import annotations

import os
import sys
import traceback

import click

from kg.cli.output import visible
from kg.errors import KgError, told

#: What `sysexits.h` calls EX_SOFTWARE: a fault in the program, not in its use or its input.
FAULT = 70
#: 128 + SIGINT, as shells report it.
INTERRUPTED = 130


def report(error: Exception) -> int:
    """Tell the user what went wrong, on standard error.

    With ``KG_DEBUG=1`` in the environment the traceback is printed as well.

    Returns:
        The exit code.
    """
    if isinstance(error, OSError):
        _give_up_on_output()
    if isinstance(error, BrokenPipeError):
        return 1  # whoever read the output has had enough (`kg ... | head`): nothing to say
    if isinstance(error, click.Abort):
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    if debugging():
        click.echo("".join(traceback.format_exception(error)), err=True, nl=False)
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    if isinstance(error, KgError):
        _say(str(error))
        return error.exit_code
    if isinstance(error, OSError) and error.errno is not None:
        _say(told(error, f": {error.filename}" if error.filename else ""))
        return 1
    _say(_about_fault(error))
    return FAULT


def debugging() -> bool:
    """Whether the user asked for tracebacks."""
    return os.environ.get("KG_DEBUG", "") not in ("", "0")


def _say(message: str) -> None:
    click.echo(f"Error: {visible(message)}", err=True)


def _about_fault(error: Exception) -> str:
    first_line = str(error).strip().partition("\n")[0]
    what = f"{type(error).__name__}: {first_line}" if first_line else type(error).__name__
    rerun = "" if debugging() else ", and what it prints when run again with KG_DEBUG=1 in the environment"
    return (
        f"something unexpected happened ({what}).\n"
        f"This is a fault in kg. Please report it with the command you ran, what `kg --version` says{rerun}."
    )


def _give_up_on_output() -> None:
    """Where standard output takes nothing more, drop what is left: Python would try again, and complain."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
