"""A command line that makes no sense, as a sentence."""

from __future__ import annotations

import re

import click

from aligntui.text.clean import clean_line


def usage(problem: click.ClickException) -> str:
    """A command line that makes no sense, as one sentence that says where the examples are."""
    if isinstance(problem, click.NoSuchOption):
        words = f"There is no option {problem.option_name}."
        words += f" Did you mean {problem.possibilities[0]}?" if problem.possibilities else ""
    elif isinstance(problem, click.MissingParameter) and problem.param and problem.ctx:
        words = f"{problem.ctx.command_path} needs {problem.param.make_metavar(problem.ctx)}."
    elif isinstance(problem, click.BadParameter) and problem.param:
        words = f"{problem.param.opts[0]}: {problem.message}"
    else:
        words = problem.format_message()
        extra = re.search(r"extra arguments? \((.*)\)", words)
        if extra:
            words = f"{extra[1]} is too much. Quote words that belong together."
    words = words if words.endswith((".", "?")) else f"{words}."
    context = getattr(problem, "ctx", None)
    hint = f" {context.command_path} --help has examples." if context is not None and context.parent else ""
    return clean_line(words) + hint
