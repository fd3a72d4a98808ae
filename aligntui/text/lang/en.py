"""English words that linters look for.

Entries are parted by commas; phrases are written with spaces and are found with hyphens too. The core of
each list are the words that the checks of vision, SWOT and SMART objectives name; the rest are their
everyday neighbours, chosen so that a plain sentence about a small firm does not set them off.
"""

from __future__ import annotations

VAGUE_VERBS = """
improve, enhance, optimise, optimize, support, strengthen, leverage, explore, maximise, maximize,
streamline, focus on, boost, foster, promote, facilitate, empower, encourage, advance, raise awareness,
work on, work towards, look into, deal with, address, consider, minimise, minimize, further develop, be
better at, do better at, get better at, become better at, keep improving, continue to improve, modernise,
modernize, revitalise, revitalize, upgrade, harness, cultivate, nurture, prioritise, prioritize, aim to,
strive, try to, seek to
"""
"""Verbs that promise a direction and name nothing that can be seen."""

JARGON = """
world class, leverage, leveraging, synergy, synergies, synergistic, best in class, best of breed,
solutions, optimise, optimize, optimising, optimizing, cutting edge, state of the art, next generation,
game changer, game changing, paradigm, paradigm shift, value added, value add, value proposition, win win,
holistic, robust, seamless, seamlessly, disruptive, disrupt, innovative, innovation driven, customer
centric, customer centricity, client centric, core competency, core competencies, ecosystem, bandwidth,
low hanging fruit, move the needle, deep dive, thought leader, thought leadership, mission critical,
scalable, turnkey, end to end, one stop shop, full service provider, premier provider, leading provider,
market leading, industry leading, provider of choice, partner of choice, employer of choice, stakeholder
value, shareholder value, operational excellence, excellence in everything, passionate about, going
forward, touch base, circle back, 360 degree, 24/7, unlock value, unlock potential, empower, empowering,
actionable, best practice, best practices, right size, rightsizing, proactive, proactively, impactful,
transformational, digital transformation, future proof, bleeding edge, mindshare, monetise, monetize,
streamline, streamlined, utilise, utilize, deliverables, learnings, agile mindset
"""
"""Words that sound like strategy in any firm and therefore say nothing about ours."""

SUPERLATIVES = """
best, most beloved, best loved, most loved, most trusted, most respected, most admired, most innovative,
most successful, most popular, most modern, most sustainable, favourite, favorite, leading, number one, no
1, greatest, finest, biggest, largest, strongest, fastest, cheapest, highest quality, top quality,
highest, premier, foremost, unrivalled, unrivaled, unparalleled, unmatched, unique, unbeatable, second to
none, world class, best in class, excellent, excellence, outstanding, exceptional, superior, superb,
amazing, perfect, first class, first choice, great, wonderful, fantastic, ultimate, incredible,
extraordinary, remarkable, delightful, beloved, top
"""
"""Superlatives and words of opinion: they need a comparison or a scale."""

ACTIVITY_VERBS = """
launch, hold, attend, install, create, write, train, training, organise, organize, arrange, run, host,
visit, meet, publish, post, send, call, prepare, draft, design, set up, roll out, carry out,
conduct, implement, introduce, develop, review, hire, recruit, buy, order, print, paint, move, plan,
discuss, present, document, launching, holding, attending, installing, creating, writing, organising,
organizing, workshop, workshops, training hours, training days, hours of training, meetings, campaign,
campaigns
"""
"""What people do rather than what changes by it."""

ACTION_VERBS = """
open, launch, build, start, create, hire, recruit, train, sell, offer, expand, introduce, develop, enter,
run, make, bring, get, find, use, buy, set, move, grow, stop, write, welcome, rebuild, certify, extend,
stand, bake, add, adopt, apply, attract, automate, become, begin, broaden, collect, combine, convert, cut,
deliver, design, digitise, digitize, diversify, drop, employ, enlarge, establish, exploit, export, form,
found, give, go, hold, implement, improve, increase, install, invest, invite, join, keep, lower, merge,
negotiate, optimise, optimize, organise, organize, outsource, pursue, raise, reach, reduce, redesign,
relaunch, rent, replace, reposition, rethink, revamp, roll, seek, send, serve, set up, share, shift, show,
shrink, simplify, speak, switch, take, teach, turn, upgrade, widen, win, strengthen, advertise, acquire,
capture, target, tap, leverage, streamline, enhance, boost, promote, publish, test, let's
"""
"""Verbs with which a strategy starts. First word of an opportunity: then it is an action."""

BECAUSE = """
because, so that, in order that, in order to, that is why, this is why, which is why, which lets, which
means, which gives, for the sake of, as a result, therefore, thereby, since, due to, so we, so they, so
people, so our, so every, so everyone, so families, so customers, so nobody, so no one, to give, to let,
to help, to make sure
"""
"""Words that give a reason."""

COMPARISON = """
than, versus, vs, compared, compared with, compared to, in comparison, against, ahead of, behind, above
average, below average, twice, three times, half of, out of, per cent of, percent of, rival, rivals,
competitor, competitors, benchmark, ranked, rank, rated, rating, score, scores, survey, average, year
before, last year, a year ago, previous year, up from, down from, instead of
"""
"""Words that compare with somebody, with a scale or with before."""

PEOPLE_WORDS = """
people, person, persons, somebody, someone, everybody, everyone, anyone, nobody, customer, customers,
client, clients, guest, guests, visitor, visitors, patient, patients, pupil, pupils, student, students,
family, families, child, children, parent, parents, neighbour, neighbours, neighbor, neighbors, household,
households, community, communities, member, members, user, users, reader, readers, buyer, buyers, shopper,
shoppers, citizen, citizens, resident, residents, team, teams, staff, colleague, colleagues, employee,
employees, worker, workers, baker, bakers, owner, owners, farmer, farmers, grower, growers, supplier,
suppliers, partner, partners, volunteer, volunteers, friend, friends, men, women, man, woman, human,
humans, life, lives, town, village, city, us, we, our, they, them, who, you
"""
"""Words that show people behind a number."""

TEAM_WORDS = """
team, teams, department, departments, everyone, everybody, all, all of us, staff, management, board,
committee, group, groups, crew, we, us, both, unit, division, office, sales, marketing, finance,
production, operations, hr, it, purchasing, logistics, service, leadership, managers, employees,
colleagues, shop, bakery, kitchen, company, firm, tbd, tbc, to be decided, nobody, anyone, someone,
somebody, whoever, various, several, many
"""
"""Owners that are no single person."""

SELF_WORDS = """
me, i, myself, we, us, ourselves
"""
NOBODY_WORDS = """
market, markets, competition, competitor, competitors, rival, rivals, others, other, everybody, everyone,
anybody, anyone, somebody, someone, nobody, no one, none, industry, trade, firms, companies, businesses,
shops, online, internet, various, several, many, few
"""
VOLUME_WORDS = """
sales, revenue, turnover, volume, units, orders, calls, visits, visitors, followers, likes, downloads,
users, sign ups, signups, members, subscribers, customers, leads, tickets, speed, faster, quicker,
shorter, throughput, output, hours, minutes, days, resolution time, waiting time, response time, lead
time, delivery time, time, footfall, market share, reach, bookings, contracts, cost, costs, reviews,
loaves, pieces, items
"""
"""Volume, speed and sales: a target on them wants a guard measure."""

LITTLE_WORDS = """
a, an, the, and, or, but, of, to, in, on, at, for, from, by, with, without, as, into, out, up, off, over,
under, before, after, than, then, so, that, this, these, those, it, its, is, are, was, were, be, been,
being, do, does, did, has, have, had, will, would, can, could, should, may, we, our, us, you, your, they,
their, them, he, she, his, her, i, my, me, not, no, if, when, who, which, what, there, here, all, more,
very, per
"""
"""Words that say nothing about whether two texts are alike."""

FIXED_PAIRS = """
research and development, food and drink, bread and butter, supply and demand, health and safety,
terms and conditions, profit and loss, bed and breakfast, wear and tear, pros and cons, sales and marketing,
arts and crafts, bricks and mortar, trial and error, click and collect, fruit and vegetables, fish and chips,
tea and coffee, coffee and cake, men and women, day and night, mergers and acquisitions, more and more,
again and again, questions and answers
"""
"""Pairs that are one thing, so that their "and" joins no two aims."""

LEAD_INS = """
to, we, will, shall, want, aim, must, our, the, a, an, please, at least, then
"""
"""Words before the verb of an objective."""

NOUN_SIGNS = """
of, from, is, are, was, were, has, have, had, will, would, falls, rises, grows, ends, opens, closes
"""
"""Second words that show the first to be a noun: "Demand from cafés", "Rent rises in May"."""

NOUNS_TOO = """
hire, run, order, print, paint, plan, call, post, review, host, draft, design, document, move, visit, present,
train, training, meeting, open, start, stop, use
"""
"""Verbs that lead a line as often as a noun: "Hire days", "Order book"."""

ARTICLES = """
a, an, the, our, your, their
"""
"""Words behind which a verb is a noun: "A hire fleet"."""

DETERMINERS = """
a, an, the, our, your, their, every, each, all, some, more, another, new, this, these, one, two, three, four,
five, six, ten, twelve, for, in, at, with
"""
"""Words behind a word that show it to be a verb: "Hire a chef"."""

THRESHOLDS = """
under, over, below, above, less, more, fewer, at, when, if, from, after, until, once, before
"""
"""First words of a value at which one acts: "under 20 in July" needs no "at" before it."""

NUMBER_WORDS = """
half, double, triple, twice, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, twenty,
thirty, forty, fifty, sixty, hundred, thousand, million, dozen, every second, two thirds, none, zero, halve
"""
"""Numbers written as words; "one" is left out, for it is mostly no number."""

HOLLOW = """
in touch, keep an eye on, keep watching, watch the market, more efficient, more effective, better service,
more digital, more modern, more professional, work on the, working on the, do more of, want to do more,
use our strengths, use our strength, was difficult, were difficult, be dishonest, be honest, be fair, be
good, be better, think about, see what happens, as needed, where possible, as soon as possible, when
things calm down, sooner or later, the right people, it depends, stay flexible, we will see, keep all options
"""
"""Phrases after which nothing has happened and nothing can be counted."""

HEARSAY = """
everybody says, everyone says, everybody knows, everyone knows, people say, they say, says so, say so, it is
known, well known, as is known, obvious, obviously, clearly, of course, gut feeling, we feel, we believe, we
think, i think, i believe, i feel, common sense, experience shows, always been so
"""
"""Words that stand where a count, a date or a source should stand."""

FORECASTS = """
will, will not, won't, is going to, are going to, going to, soon, sooner or later, inevitably, certainly,
surely
"""
"""Words that say which way something goes."""

CHANGES = """
falls, fall, rises, rise, grows, grow, shrinks, shrink, drops, drop, sinks, sink, increases, increase,
decreases, decrease, declines, decline, improves, worsens, goes up, goes down
"""
"""What happens to a number at the end of a chain of causes."""

OPEN_QUESTIONS = """
where, what, how, who, why
"""
"""First words of a question that may have no choice in it."""
