"""English words by what they do in a sentence: verbs, nouns that are verbs too, words of change.

Entries are parted by commas, as in `en`.
"""

ACTIVITY_VERBS = """
launch, hold, attend, install, create, write, train, training, organise, organize, arrange, run, host,
visit, meet, publish, post, send, call, prepare, draft, design, set up, roll out, carry out, conduct,
implement, introduce, develop, review, hire, recruit, buy, order, print, paint, move, plan, discuss,
present, document, launching, holding, attending, installing, creating, writing, organising, organizing,
workshop, workshops, training hours, training days, hours of training, meetings, campaign, campaigns
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
capture, target, tap, leverage, streamline, enhance, boost, promote, publish, test, let's, partner,
cooperate, collaborate, team up, lease, supply, cater, host, approach, contact, ask, visit, call, bid,
license, franchise, import, bundle, charge, close, order, pay, plan, print, produce, rebrand, refurbish,
renovate, repair, retrain, save, secure, sign, specialise, specialize, sponsor, subscribe, support, trade,
try, prepare, insure, reserve, lobby, store, stock, work, double, halve, lift, shorten, speed, hand, answer,
ship, tell, put, pick, clear, clean, provide, arrange, recycle, retire, review, modernise, modernize, cover,
market, brand, lend, copy, learn, look, meet, position, protect, focus, list, lock, map, feed, fit, fix,
fill, force, guard, guide, handle, heat, help, inform, inspect, limit, link, load, maintain, manage, mend,
measure, mill, name, notify, pass, phone, plant, post, present, push, quit, record, refer, refit, regain,
register, renew, respond, return, revive, ring, rotate, scrap, seat, settle, sort, split, staff, study,
take on, tour, track, treat, trim, update, wash
"""
"""Verbs with which a strategy starts. First word of an opportunity: then it is an action."""

LITTLE_WORDS = """
a, an, the, and, or, but, of, to, in, on, at, for, from, by, with, without, as, into, out, up, off, over,
under, before, after, than, then, so, that, this, these, those, it, its, is, are, was, were, be, been,
being, do, does, did, has, have, had, will, would, can, could, should, may, we, our, us, you, your, they,
their, them, he, she, his, her, i, my, me, not, no, if, when, who, which, what, there, here, all, more,
very, per
"""
"""Words that say nothing about whether two texts are alike."""

LEAD_INS = """
to, we, will, shall, want, aim, must, our, the, a, an, please, at least, then
"""
"""Words before the verb of an objective."""

NOUN_SIGNS = """
of, from, is, are, was, were, has, have, had, will, would, falls, rises, grows, ends, opens, closes, rise,
fall, grow, drop, may, might, can, could, must, should, than, runs, falling, rising, goes, comes
"""
"""Second words that show the first to be a noun: "Demand from cafés", "Rent rises in May"."""

NOUNS_TOO = """
hire, run, order, print, paint, plan, call, post, review, draft, design, document, move, present, train,
training, meeting, open, stop, partner, rent, lease, supply, charge, close, repair, sign, support, trade,
try, reserve, store, stock, work, double, hand, answer, ship, pick, market, brand, copy, look, position,
focus, list, lock, map, feed, fit, fill, force, guard, guide, heat, help, limit, link, load, measure, mill,
name, pass, phone, plant, push, record, return, ring, scrap, seat, sort, split, staff, study, track, treat,
trim, update, wash, set, cut, drop, export, import, form, share, shift, switch, turn, upgrade, tap, boost,
test, address, advance, harness, drive, display, franchise, license, experience, tour, clear, speed, stand,
leverage, foster, lower, clean, secure, bake
"""
"""Verbs that lead a line as often as a noun: "Hire days", "Order book"."""

ARTICLES = """
a, an, the, our, your, their
"""
"""Words behind which a verb is a noun: "A hire fleet"."""

DETERMINERS = """
a, an, the, our, your, their, every, each, all, some, more, another, new, this, these, one, two, three,
four, five, six, ten, twelve, for, in, at, with, his, her, its, seven, eight, nine, eleven, both, half,
everybody, everyone, people, it, them, him, us, to, online, together, early
"""
"""Words behind a word that show it to be a verb: "Hire a chef"."""

THRESHOLDS = """
under, over, below, above, less, more, fewer, at, when, if, from, after, until, once, before
"""
"""First words of a value at which one acts: "under 20 in July" needs no "at" before it."""

NUMBER_WORDS = """
half, double, triple, twice, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, twenty,
thirty, forty, fifty, sixty, hundred, thousand, million, dozen, every second, two thirds, zero, halve,
thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen, seventy, eighty, ninety, twofold,
threefold, doubles, doubled, doubling, halves, halved, halving, tripled, triples, treble, trebled, trebles,
quadruple, quadruples, quadrupled
"""
"""Numbers written as words; "one" is left out, for it is mostly no number."""

MORE_WORDS = """
more, fewer, less, higher, lower, better, faster, shorter, bigger, stronger, greater, cheaper, quicker,
greener, happier, smoother, closer
"""
"""Comparatives with which an aim begins."""

PREPOSITIONS = """
of, in, on, at, to, from, by, with, for, under, over, above, below, after, before, than, near, within,
without, against, between, behind, through, per, as, up, off, out, into, around, round, across, beside,
along, during, until, about, onto, via
"""
"""Words before a noun."""

CONJUNCTIONS = """
when, while, so, which, who, that, because, if, as, until, before, after, where, what, whose, since, once,
although, whenever, unless, how, why, whether
"""
"""Words that begin a clause of its own."""

FINITE = """
is, are, was, were, has, have, had, will, would, can, could, may, might, does, did, falls, rises, grows,
goes, comes, opens, closes, begins, becomes, makes, takes, pays, buys, sells, shrinks, sinks, doubles,
halves, reopens, expires, retires, shuts, stays, keeps, remains, disappears, arrives, lacks, spreads,
increases, decreases, improves, worsens, fails, seeks, leaves, wants, gets, gives, loses, wins, brings,
speaks, knows, rise, fall, grow, shrink, double, disappear, become, go, come, look, want, seek, vanish,
vanishes, allows, subsidises, helps, follows, teaches, mends, owns, cooks, bakes, serves, sings, delivers,
hires, cheapens, slows, weakens, break, breaks, must, cannot, reopen, expire, retire, die, dies, shall,
seems, appears, holds, gains, thrives
"""
"""Verbs with a subject before them: the word that leads such a line is no order."""

WAYS = """
rising, growing, falling, shrinking, declining, increasing, decreasing, dwindling, soaring, sinking,
dropping, climbing, worsening, improving, vanishing, disappearing, weakening, strengthening, mounting,
slowing, exploding, collapsing, spreading, thinning, escalating, tightening, surging, plunging,
deteriorating, shortage, shortages, scarcity, lack, loss, losses, collapse, decline, boom, crash, slump,
surge, downturn, upturn, upswing, recession, extinction, no more, no longer, disappearance, breakdown,
explosion, exodus, oversupply, surplus, glut, fewer and fewer, more and more, price increase,
price increases, ageing, aging, increases, decreases, declines, closures, dying, lacking, missing,
less and less, ever more, ever fewer, ever less, depopulation, doubling, halving, booming, skyrocketing,
warming, cooling, retiring, thriving, ailing, crisis, comeback, revival, renaissance, unaffordable,
insufficient, overpriced, abundant, trend to, trend towards, trend toward, shift to, shift towards,
shift from, move to, turn to, switch to, up, down
"""
"""Words by which a driver says which way it goes."""

WAYS_BEFORE = """
rise, fall, drop, growth, increase, decrease, end, death, return, spread, reduction, cut, cuts, ban,
closure, closing, doubling, halving, gain, gains, jump, rises, falls, weakening, strengthening,
disappearance, raise, win, wave, flood, absence, improvement, deterioration, success, dominance, flight,
rush, retreat
"""
"""Changes where a preposition follows: "growth of", "ban on"; alone they name what moves."""

MORE_OF = """
fewer, less, more, higher, lower, stricter, tougher, cheaper, dearer, stronger, weaker, faster, slower,
bigger, smaller, older, younger, longer, shorter, poorer, richer, greater, looser, scarcer, easier, harder,
better, worse, too many, too few, too much, too little, high, low, scarce, weak, expensive
"""
"""Comparatives: before what moves they say where to."""

TAKES_SIDES = """
will, should, must, too many, too few, too much, too little, rises, falls, grows, shrinks, declines,
is going to, are going to, is growing, are growing, is rising, are rising, is falling, are falling,
is shrinking, are shrinking, keeps rising, keep rising, keeps falling, keep falling, goes up, go up,
goes down, go down, disappears, disappear, disappearing, vanishes, no longer, more and more,
fewer and fewer, less and less, becomes, become, becoming, increases, decreases, collapses, doubles, halves,
dies out, die out, is getting, are getting, gets, get more, get less, going up, going down, gone up,
gone down, have risen, has risen, have fallen, has fallen, dries up, dry up, runs out, run out, moves away,
move away
"""
"""Words by which a driver takes sides, wherever they stand, or is a plan of our own."""

ASKING = """
how, whether, who, which, what, when, where, if
"""
"""First words of a driver that leave its way open."""

ARTICLE_NOUNS = """
free, last, good, own, political, public, ill, the, his, her, their, our, its, a, of, founder's
"""
"""Words behind which "will" is a noun."""

FINITE_TOO = """
needs, costs, looks, stops, starts, runs, changes, ends, drops, works, moves, cuts, plans, hits, offers,
supports, bans, forces, repairs, drives, trains, rents, stands, paints, raises, lives, speeds, lets, meets,
sits, answers, carries, builds
"""
"""Verbs with a subject before them that are plurals as often: behind a name they are verbs."""

SET_NAMES = """
high street, high school, high season, low season, high tide, low tide, high water, low water, growing season,
growing conditions, rising main, falling rocks, better half, higher education, more or less,
lower house, upper house
"""
"""Things in whose name a change stands, and none is meant."""
