"""A method of a test's own: needs that each person rates on two scales, side by side."""

SIDE_BY_SIDE = "about: needs\n    fields: [weight, done]"
SCALE = "{type: scale, from: 1, to: 5}"
_NEEDS = """\
method: probe
title: Probe
level: fundamentals
collections:
  needs:
    code: NE
    title: Needs
    fields:
      weight: {{type: scale, label: importance, from: 1, to: 5{choices}}}
      done: {{type: scale, label: performance, {done}}}
      rank: {{type: number}}
{figures}steps:
  - kind: ask
    id: rate
    title: Rate
    ask: How much does it matter, and how well do we do it?
    {about}
    answer: {answer}
    privacy: {{names: {names}}}
    phases: [rate, reveal, talk]
    {more}
"""


def needs(
    about: str = SIDE_BY_SIDE,
    answer: str = SCALE,
    names: str = "named",
    *,
    more: str = "",
    choices: str = "",
    done: str = "from: 1, to: 5",
    figures: str = "",
) -> str:
    """Its text.

    Args:
        about: What is asked about.
        answer: How one answers.
        names: What is kept of who answered.
        more: One more key of the step.
        choices: Words of the first scale, behind a comma.
        done: Ends of the second one.
        figures: Figures of the method.
    """
    return _NEEDS.format(
        about=about, answer=answer, names=names, more=more, choices=choices, done=done, figures=figures
    )
