"""click in Swedish: help pages, wrong use and exit codes."""

from __future__ import annotations

import sys
from typing import Any

import click

from sheetplan.errors import SheetplanError

_HELP = "Visa hjälpen."
WRONG_USE, PROBLEMS = 2, 1


class Command(click.Command):
    """A command whose help page is Swedish."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - click's own
        kwargs.setdefault("options_metavar", "[FLAGGOR]")
        super().__init__(*args, **kwargs)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="Användning: ")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option with a Swedish text."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        records = [option.get_help_record(ctx) for option in options]
        with formatter.section("Flaggor"):
            formatter.write_dl([record for record in records if record is not None])


class Group(Command, click.Group):
    """A group of commands whose help page is Swedish."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - click's own
        kwargs.setdefault("subcommand_metavar", "KOMMANDO …")
        super().__init__(*args, **kwargs)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands and then the options."""
        names = self.list_commands(ctx)
        commands = [(name, self.get_command(ctx, name)) for name in names]
        width = formatter.width - max(len(name) for name in names) - 6
        rows = [(name, c.get_short_help_str(width)) for name, c in commands if c is not None]
        with formatter.section("Kommandon"):
            formatter.write_dl(rows)
        Command.format_options(self, ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the work, not of the alphabet."""
        del ctx
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which there are."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            known = ", ".join(self.commands)
            message = f"Kommandot ”{args[0]}” finns inte. Välj bland {known}."
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)


def run(command: click.Command) -> None:
    """Run the command line and exit: 0 in order, 1 problems found, 2 wrong use."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # text
    try:
        code = command.main(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        code = WRONG_USE
    except click.UsageError as error:
        page = error.ctx.command_path if error.ctx else "sheetplan"
        click.echo(f"{usage_message(error)}\nHjälp: {page} --help", err=True)
        code = WRONG_USE
    except click.Abort:
        click.echo("Avbrutet.", err=True)
        code = PROBLEMS
    except SheetplanError as error:
        click.echo(str(error), err=True)
        code = PROBLEMS
    except Exception:  # noqa: BLE001 - the one place where the unexpected becomes a sentence
        click.echo(f"Ett oväntat fel inträffade. Loggen finns i {_log()}", err=True)
        code = PROBLEMS
    sys.exit(code if isinstance(code, int) else 0)


def _log() -> str:
    """Write what happened to a file of its own and return where."""
    import tempfile
    import traceback

    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="sheetplan-fel-", suffix=".log", delete=False
        ) as file:
            file.write(traceback.format_exc())
            return file.name
    except OSError:
        return "(gick inte att skriva)"


def usage_message(error: click.UsageError) -> str:
    """Say in Swedish what was wrong with the command."""
    if isinstance(error, click.NoSuchOption):
        near = f" Menade du {', '.join(error.possibilities)}?" if error.possibilities else ""
        return f"Flaggan {error.option_name} finns inte.{near}"
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        return f"{name} saknas."
    if isinstance(error, click.BadOptionUsage):
        return f"Flaggan {error.option_name} är felskriven eller saknar värde."
    if isinstance(error, click.BadParameter):
        name = error.param.human_readable_name if error.param else ""
        return f"{name} är fel: {error.message}"
    if type(error) is click.UsageError and "extra argument" in error.message:
        return f"För många ord i kommandot: {error.message.rpartition('(')[2].rstrip(').')}."
    return error.message
