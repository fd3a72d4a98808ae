"""The beginning of a method of a test's own: a list of ideas with two scales and a choice."""

IDEAS = """\
method: probe
title: Probe
level: fundamentals
collections:
  ideas:
    code: I
    title: Ideas
    fields:
      impact: {type: scale, from: 1, to: 5, ask: How much?}
      effort: {type: scale, from: 1, to: 5, ask: How hard?}
      taken: {type: yesno}
"""
