from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import click
import pytest

from kg.cli.errors import FAULT, INTERRUPTED
from kg.cli.extract import SOME_NOT_READ
from kg.cli.load import SOME_SET_ASIDE
from kg.cli.main import COMMANDS, cli, main
from kg.errors import KgError, QueryError, UsageError

NAMES = [name for section in COMMANDS.values() for name in section]


def kg(*arguments: str, **settings: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(command, text=True, capture_output=True, timeout=60, check=False, **settings)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch):
    """A command `fail` that raises what it is given."""

    def prepare(error: BaseException) -> None:
        @click.command()
        def fail() -> None:
            raise error

        get_command = cli.get_command
        monkeypatch.setattr(cli, "list_commands", lambda ctx: ["fail"])
        monkeypatch.setattr(
            cli, "get_command", lambda ctx, name: fail if name == "fail" else get_command(ctx, name)
        )

    return prepare


@pytest.mark.parametrize("name", NAMES)
def test_the_table_of_commands_says_what_each_command_says_of_itself(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.name == name
    assert command.help
    entry = next(section[name] for section in COMMANDS.values() if name in section)
    assert " ".join(command.help.split()).startswith(entry.help.removesuffix("."))


@pytest.mark.parametrize("name", NAMES)
def test_every_command_shows_examples_in_its_help(name: str) -> None:
    def leaves(command: click.Command) -> list[click.Command]:
        if isinstance(command, click.Group):
            return [leaf for child in command.commands.values() for leaf in leaves(child)]
        return [command]

    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    for leaf in leaves(command):
        assert leaf.help, leaf.name
        assert "Example" in leaf.help, leaf.name


def test_help_lists_every_command() -> None:
    help_text = kg("--help").stdout
    assert [name for name in NAMES if f"\n  {name} " not in help_text] == []


def test_help_imports_nothing_heavy() -> None:
    code = """
        import sys
        from kg.cli.main import main
        main(["--help"])
        heavy = {"pydantic", "sqlalchemy", "kglite", "rich", "networkx", "pyvis", "yaml", "openpyxl", "neo4j"}
        heavy |= {"lxml", "trafilatura", "pypdfium2", "docx"}
        sys.exit(", ".join(sorted(heavy & sys.modules.keys())) or 0)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_command_seldom_looks_for_cycles_and_importing_kg_changes_nothing_of_that() -> None:
    code = """
        import gc, sys
        usual = gc.get_threshold()
        import kg
        from kg.__main__ import main
        assert gc.get_threshold() == usual
        sys.argv[1:] = ["--version"]
        main()
        assert gc.isenabled()
        assert gc.get_threshold()[0] >= 10_000
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_importing_kg_loads_no_server_driver() -> None:
    code = "import sys, kg; sys.exit(str({'neo4j', 'psycopg'} & sys.modules.keys() or '') or 0)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_misspelt_command_is_answered_with_the_one_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["qurey"]) == 2
    assert "No such command 'qurey'. Did you mean 'query'?" in capsys.readouterr().err


def test_the_version_is_that_of_the_package() -> None:
    assert kg("--version").stdout.startswith("kg ")


def test_the_project_option_wants_an_existing_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(tmp_path / "none"), "init", "x"]) == 2
    assert "does not exist" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code"), [(KgError("The disk is full."), 1), (UsageError("No."), 2), (QueryError("Bad."), 1)]
)
def test_an_expected_error_is_one_sentence_and_its_exit_code(
    failing, capsys: pytest.CaptureFixture[str], error: KgError, code: int
) -> None:
    failing(error)
    assert main(["fail"]) == code
    assert capsys.readouterr() == ("", f"Error: {error}\n")


def test_data_in_an_error_cannot_steer_the_terminal(failing, capsys: pytest.CaptureFixture[str]) -> None:
    failing(UsageError("No entity named '\x1b[2J\u202e'."))
    main(["fail"])
    assert capsys.readouterr().err == "Error: No entity named '␛[2J⟨U+202E⟩'.\n"


def test_an_unexpected_error_says_how_to_report_it(
    failing, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KG_DEBUG", raising=False)
    failing(ZeroDivisionError("division by zero\nsecond line"))
    assert main(["fail"]) == FAULT
    error = capsys.readouterr().err
    assert "ZeroDivisionError: division by zero)" in error
    assert "KG_DEBUG=1" in error
    assert "Traceback" not in error


def test_kg_debug_shows_the_traceback(
    failing, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_DEBUG", "1")
    failing(KgError("No."))
    assert main(["fail"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_an_error_of_the_file_system_names_the_file(failing, capsys: pytest.CaptureFixture[str]) -> None:
    failing(PermissionError(13, "Permission denied", "/somewhere/ledger"))
    assert main(["fail"]) == 1
    assert capsys.readouterr().err.startswith("Error: Permission denied: /somewhere/ledger.")


def test_an_interrupted_command_ends_with_130(failing, capsys: pytest.CaptureFixture[str]) -> None:
    failing(KeyboardInterrupt())
    assert main(["fail"]) == INTERRUPTED
    assert "Traceback" not in capsys.readouterr().err


def test_a_signal_from_the_keyboard_ends_the_process_with_130() -> None:
    code = """
        import signal, sys, click
        signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where tests run in the background
        from kg.cli.main import cli, main
        @click.command()
        def wait():
            import time
            print("ready", flush=True)
            time.sleep(60)
        type(cli).get_command = lambda self, ctx, name: wait
        type(cli).list_commands = lambda self, ctx: ["wait"]
        sys.exit(main(["wait"]))
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=20)
    assert process.returncode == INTERRUPTED
    assert "Traceback" not in error


def test_the_page_of_commands_lists_every_exit_code() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "cli.md").read_text("utf-8")
    listed = [int(code) for code in re.findall(r"^\| (\d+) \| ", page, re.MULTILINE)]
    known = {0, KgError.exit_code, UsageError.exit_code, SOME_SET_ASIDE, SOME_NOT_READ, FAULT, INTERRUPTED}
    assert listed == sorted(known)


def test_who_stops_it_before_it_is_all_there_is_answered_alike() -> None:
    code = """
        import runpy, sys
        class Stopping:
            def find_spec(self, name, path=None, target=None):
                if name == "click":
                    raise KeyboardInterrupt
        sys.meta_path.insert(0, Stopping())
        runpy.run_module("kg", run_name="__main__")
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (INTERRUPTED, "Interrupted.\n")


@pytest.mark.parametrize("arguments", ["--version", "query list", "query list --format json"])
def test_a_closed_standard_output_is_told(arguments: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m kg {arguments} >&-', sys.executable],
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Error: standard output is closed.")


@pytest.mark.skipif(os.name != "posix", reason="closes streams as a POSIX shell does")
@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- 2>&-"])
def test_a_closed_standard_input_and_closed_errors_are_no_fault(tmp_path: Path, closed: str) -> None:
    (tmp_path / "none.jsonl").touch()
    for command, told in (
        ("show nobody", "there is no ledger yet"),
        ("load none.jsonl", "there is no record"),
    ):
        call = ["sh", "-c", f'exec "$0" -m kg {command} {closed}', sys.executable]
        done = subprocess.run(call, cwd=tmp_path, text=True, capture_output=True, timeout=60, check=False)
        assert done.returncode == 1
        assert told in done.stderr or "2>&-" in closed


def test_a_reader_that_leaves_early_is_no_error() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as gone:
        done = subprocess.run(
            [sys.executable, "-m", "kg", "--help"],
            stdout=gone,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told_in_one_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kg", "--help"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("Error: No space left on device.")
    assert "Exception ignored" not in done.stderr


def test_letters_that_the_terminal_lacks_do_not_stop_a_command(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = kg("init", str(tmp_path / "délta"), env=environment)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", [["query", "list"], ["init", "project"], ["demo"]], ids=" ".join)
def test_in_a_folder_that_is_gone_the_user_is_told_to_go_elsewhere(
    tmp_path: Path, command: list[str]
) -> None:
    (gone := tmp_path / "gone").mkdir()
    code = (
        f"import os, sys; from kg.cli.main import main; os.rmdir({str(gone)!r}); sys.exit(main({command!r}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=gone, text=True, capture_output=True, timeout=60, check=False
    )
    assert run.returncode in (1, 2)
    assert "The current folder was deleted or moved: go to another one, with cd." in run.stderr
