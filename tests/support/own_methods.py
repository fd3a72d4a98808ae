"""Methods as a stranger writes them, who declares neither a plan nor a report."""

CANVAS = """\
method: canvas
title: Canvas
level: fundamentals
collections:
  problems: {code: PB, title: Problems, fields: {today: {type: text, label: today}}}
  buyers: {code: CS, title: Buyers, fields: {early: {type: yesno, label: early adopter}}}
  promises: {code: UV, title: Promises}
  remedies: {code: SN, title: Remedies, fields: {solves: {type: link, of: problems, many: true}}}
  channels: {code: CH, title: Channels}
  revenues: {code: RV, title: Revenues, fields: {amount: {type: number, label: a month}}}
  costs: {code: CT, title: Costs, fields: {amount: {type: number, label: a month}}}
  metrics: {code: KM, title: Metrics, fields: {why: {type: long}}}
  edges: {code: UA, title: Edges}
records:
  frame: {title: Frame, fields: {who: {type: text, label: who asks}, until: {type: date}}}
relations:
  fit:
    title: Does it fit?
    rows: problems
    cols: remedies
    fields: {strength: {type: scale, from: 0, to: 2}}
figures:
  sums: {use: pair_sums, of: fit, value: strength}
  early: {use: count, of: buyers, where: early = yes}
steps:
  - {kind: board, id: market, title: Market, split: [problems, buyers]}
  - {kind: board, id: promise, title: Promise, split: [promises, remedies]}
  - {kind: board, id: money, title: Money, split: [channels, revenues, costs]}
  - {kind: board, id: numbers, title: Numbers, split: [metrics, edges]}
  - {kind: form, id: frame, title: Frame, record: frame}
  - {kind: matrix, id: fit, title: Fit, relation: fit}
  - kind: report
    id: page
    title: On one page
    show:
      [problems, buyers, promises, remedies, channels, revenues, costs, metrics, edges, frame, fit, sums.line]
    read_back: "{early.n} early."
"""
"""Nine lists, a form and a grid, and a report that shows them all."""

DUTIES = """\
method: duties
title: Duties
level: fundamentals
collections:
  chores: {code: AC, title: Chores, fields: {due: {type: date}, cost: {type: number, label: status}}}
  roles: {code: RO, title: Roles, fields: {who: {type: link, of: people}}}
  readings:
    code: {under: chores, mark: r}
    of: chores
    title: Readings
    fields: {day: {type: date}, value: {type: number}}
relations:
  duty:
    title: Who does what
    rows: chores
    cols: roles
    fields:
      letter: {type: choice, choices: {R: does it, A: answers for it, C: is asked, I: is told}}
figures:
  late: {use: count, of: chores, where: cost >= 20}
  load: {use: count, of: people}
steps:
  - {kind: board, id: lists, title: Lists, split: [chores, roles]}
  - {kind: matrix, id: grid, title: Grid, relation: duty}
  - {kind: report, id: costly, title: Costly, of: chores, filter: {where: cost >= 20, order: -cost}}
  - {kind: report, id: figured, title: Figured, of: {figure: late.items}}
  - {kind: report, id: each, title: Each, each: chores, show: [readings], filter: {order: -cost, limit: 2}}
  - {kind: report, id: bare, title: Bare, each: chores}
  - kind: report
    id: lead
    title: Lead
    show: [chores, late.n]
    read_back: "{late.n} late."
    privacy: {sees: facilitator}
  - {kind: report, id: unnamed, title: Unnamed, show: [load], privacy: {names: none}}
  - {kind: report, id: named, title: Named, show: [load]}
  - {kind: report, id: grid2, title: The grid, show: [duty]}
"""
"""A grid of letters, a child list, and reports that choose what they show."""
