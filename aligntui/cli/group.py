"""The command group: each command is imported when it is called, so that `--help` stays quick."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from aligntui import __version__
from aligntui.text.nearest import did_you_mean

COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("opening", "start a method, a step or an agenda in a new session"),
    "open": ("opening", "go on where a session stopped"),
    "sessions": ("listing", "list sessions; --trash, --restore, --recover"),
    "workshops": ("listing", "list methods and agendas; --figures for method files"),
    "show": ("reading", "the plan of a session as text"),
    "check": ("reading", "findings of a session or file; exit 1 when there are errors"),
    "trace": ("reading", "what an item rests on and what rests on it"),
    "diff": ("reading", "what changed between two sessions or exports"),
    "export": ("transfer", "write a session as YAML, Markdown, JSON or CSV"),
    "import": ("transfer", "a new session from a YAML export"),
    "combine": ("transfer", "a new session from two copies of one that went separate ways"),
    "validate": ("authoring", "check method or agenda files; errors with their lines"),
    "preview": ("preview", "look at one step of a method, with sample items"),
    "schema": ("authoring", "JSON Schema of exports, methods or agendas"),
    "doctor": ("doctor", "what works here: terminal, locale, folders, sessions"),
}
"""Command -> (module in `aligntui.cli`, short help). The module holds a click command `NAME_command`."""

SCREENS = ("run", "open", "preview")
"""Commands that open a screen: memory is collected once it stands, or a plain line begins."""

EXAMPLES = """\b
Start here:
  aligntui                               home: sessions, a new one, the sample
  aligntui run solo-90                   ninety minutes alone to one good page
  aligntui run swot/factors --title X    straight to the SWOT board

\b
Go on, and take the plan away:
  aligntui open "Millrace"               where it stopped
  aligntui export millrace -o plan.yaml  YAML; --to markdown|json|csv
  aligntui check millrace                what to mend before you show it

\b
With several people in one session:
  aligntui open millrace --as "Ines Calder"   each under a name of their own

\b
SESSION is an id, a title, a part of either (case does not matter), or a path.
Data goes to stdout, messages to stderr.
Exit: 0 done, 1 findings or a failed job, 2 wrong use.
"""


def _write_as(ctx: click.Context, param: click.Parameter, name: str) -> None:
    """Have a name for this command: as if the variable had been set for it."""
    from aligntui.text.clean import clean_line
    from aligntui.text.limits import LINE

    if not name or ctx.resilient_parsing:
        return
    if not clean_line(name) or len(name) > LINE:
        raise click.BadParameter('a name is asked, as in --as "Ines Calder".')
    os.environ["ALIGNTUI_USER"] = clean_line(name)


WRITE_AS = click.Option(
    ["--as"], metavar="NAME", default="", expose_value=False, callback=_write_as,
    help="Who you are in a session: your name, in place of the one in config.toml or of the login.",
)  # fmt: skip
"""An option of every command, before its name or behind it."""


class Group(click.Group):
    """Imports a command's module when the command is called or its own help is asked."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """One command."""
        if name not in COMMANDS:
            return None
        module = import_module(f"aligntui.cli.{COMMANDS[name][0]}")
        command: click.Command = getattr(module, f"{name}_command")
        if WRITE_AS not in command.params:
            command.params.append(WRITE_AS)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command when there is none of that name."""
        asked = not ctx.resilient_parsing and args and not args[0].startswith("-")
        if asked and args[0] not in COMMANDS:
            mend = did_you_mean(args[0], COMMANDS, "aligntui --help lists them.")
            raise click.UsageError(f'There is no command "{args[0]}". {mend}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table, without importing the commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(
    cls=Group, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="aligntui")
@click.option("--no-mouse", is_flag=True, help="Leave the mouse to the terminal, to select and copy.")
@click.option("--plain", is_flag=True, help="Line by line, without a screen.")
@click.pass_context
def group(ctx: click.Context, no_mouse: bool, plain: bool) -> None:
    """Strategy workshops in a terminal, one question at a time."""
    if ctx.invoked_subcommand not in SCREENS:
        gc.enable()
    ctx.obj = {"mouse": not no_mouse, "plain": plain}
    if ctx.invoked_subcommand is None:
        from aligntui.cli.door import home

        ctx.exit(home(mouse=not no_mouse, plain=plain))


group.epilog = EXAMPLES
group.params.append(WRITE_AS)


def run() -> NoReturn:
    """Run the group; problems are one sentence on stderr, never a traceback."""
    from aligntui.cli.problems import said, say
    from aligntui.cli.usage import usage

    try:
        code = group.main(prog_name="aligntui", standalone_mode=False)
    except click.exceptions.Abort:
        code = 130
    except click.ClickException as problem:
        say(usage(problem))
        code = problem.exit_code
    except Exception as problem:
        code = said(problem)
    sys.exit(code if isinstance(code, int) else 0)
