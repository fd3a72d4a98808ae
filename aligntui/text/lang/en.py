"""English words that linters look for.

Entries are parted by commas; phrases are written with spaces and are found with hyphens too. The core of
each list are the words that the checks of vision, SWOT and SMART objectives name; the rest are their
everyday neighbours, chosen so that a plain sentence about a small firm does not set them off.
"""

from __future__ import annotations

VAGUE_VERBS = """
improve, enhance, optimise, optimize, support, strengthen, leverage, explore, maximise, maximize,
streamline, focus on, boost, foster, promote, facilitate, empower, encourage, advance, raise awareness,
work on, work towards, look into, deal with, address, consider, minimise, minimize, further develop,
be better at, do better at, get better at, become better at, keep improving, continue to improve, modernise,
modernize, revitalise, revitalize, upgrade, harness, cultivate, nurture, prioritise, prioritize, aim to,
strive, try to, seek to, ensure, enable, intensify, professionalise, professionalize, sharpen, deepen, push,
drive, rethink, pay attention to, take care of, care about, invest in our, make the most of, become more,
be more, get more, make more of
"""
"""Verbs that promise a direction and name nothing that can be seen."""

JARGON = """
world class, leverage, leveraging, synergy, synergies, synergistic, best in class, best of breed, solutions,
optimise, optimize, optimising, optimizing, cutting edge, state of the art, next generation, game changer,
game changing, paradigm, paradigm shift, value added, value add, value proposition, win win, holistic,
robust, seamless, seamlessly, disruptive, disrupt, innovative, innovation driven, customer centric,
customer centricity, client centric, core competency, core competencies, ecosystem, bandwidth,
low hanging fruit, move the needle, deep dive, thought leader, thought leadership, mission critical,
scalable, turnkey, end to end, one stop shop, full service provider, premier provider, leading provider,
market leading, industry leading, provider of choice, partner of choice, employer of choice,
stakeholder value, shareholder value, operational excellence, excellence in everything, passionate about,
going forward, touch base, circle back, 360 degree, unlock value, unlock potential, empower, empowering,
actionable, best practice, best practices, right size, rightsizing, proactive, proactively, impactful,
transformational, digital transformation, future proof, bleeding edge, mindshare, monetise, monetize,
streamline, streamlined, utilise, utilize, deliverables, learnings, agile mindset, customer focused,
customer oriented, customer orientation, solution oriented, solution provider, quality driven, data driven,
purpose driven, results driven, value driven, future ready, next level, added value, value creation,
create value, deliver value, creating value, forward thinking, trusted partner, strong partner,
competent partner, comprehensive, groundbreaking, ground breaking, revolutionary, pioneering, frictionless,
omnichannel, synergise, synergize, growth mindset, exceed expectations, go the extra mile,
going the extra mile, extra mile, customer journey, customer experience, tailor made solutions,
tailored solutions, agile, dynamic, strategic, integrated solutions, state of the art technology, unlock,
high performance, high impact, result oriented, service oriented
"""
"""Words that sound like strategy in any firm and therefore say nothing about ours."""

SUPERLATIVES = """
best, most beloved, best loved, most loved, most trusted, most respected, most admired, most innovative,
most successful, most popular, most modern, most sustainable, favourite, favorite, leading, number one,
no 1, greatest, finest, biggest, largest, strongest, fastest, cheapest, highest quality, top quality,
highest, premier, foremost, unrivalled, unrivaled, unparalleled, unmatched, unique, unbeatable,
second to none, world class, best in class, excellent, excellence, outstanding, exceptional, superior,
superb, amazing, perfect, first class, first choice, great, wonderful, fantastic, ultimate, incredible,
extraordinary, remarkable, delightful, beloved, top, one of a kind, unsurpassed, unequalled, incomparable,
legendary, flawless, impeccable, brilliant, magnificent, splendid, terrific
"""
"""Superlatives and words of opinion: they need a comparison or a scale."""

BECAUSE = """
because, so that, in order that, in order to, that is why, this is why, which is why, which lets,
which means, which gives, for the sake of, as a result, therefore, thereby, since, due to, so we, so they,
so people, so our, so every, so everyone, so families, so customers, so nobody, so no one, to give, to let,
to help, to make sure
"""
"""Words that give a reason."""

COMPARISON = """
than, versus, vs, compared, compared with, compared to, in comparison, against, ahead of, behind,
above average, below average, twice, three times, half of, out of, per cent of, percent of, rival, rivals,
competitor, competitors, benchmark, ranked, rank, rated, rating, score, scores, survey, average,
year before, last year, a year ago, previous year, up from, down from, instead of
"""
"""Words that compare with somebody, with a scale or with before."""

PEOPLE_WORDS = """
people, person, persons, somebody, someone, everybody, everyone, anyone, nobody, customer, customers,
client, clients, guest, guests, visitor, visitors, patient, patients, pupil, pupils, student, students,
family, families, child, children, parent, parents, neighbour, neighbours, neighbor, neighbors, household,
households, community, communities, member, members, user, users, reader, readers, buyer, buyers, shopper,
shoppers, citizen, citizens, resident, residents, team, teams, staff, colleague, colleagues, employee,
employees, worker, workers, baker, bakers, owner, owners, farmer, farmers, grower, growers, supplier,
suppliers, partner, partners, volunteer, volunteers, friend, friends, men, women, man, woman, human, humans,
life, lives, town, village, city, us, we, our, they, them, who, you, apprentices, apprentice, trainees,
trainee, pensioners, passengers, travellers, tenants, tenant, fitters, nurses, teachers, girls, boys, kids,
couples, commuters, mothers, fathers, grandmothers, strangers, locals, drivers, riders, players, learners,
hers, his, her, him
"""
"""Words that show people behind a number."""

TEAM_WORDS = """
team, teams, department, departments, everyone, everybody, all, all of us, staff, management, board,
committee, group, groups, crew, we, us, both, unit, division, office, sales, marketing, finance, production,
operations, hr, it, purchasing, logistics, service, leadership, managers, employees, colleagues, shop,
bakery, kitchen, company, firm, tbd, tbc, to be decided, nobody, anyone, someone, somebody, whoever,
various, several, many, people, team members, those concerned, whoever is free, partners, directors
"""
"""Owners that are no single person."""

SELF_WORDS = """
me, i, myself, we, us, ourselves
"""
NOBODY_WORDS = """
market, markets, competition, competitor, competitors, rival, rivals, others, other, everybody, everyone,
anybody, anyone, somebody, someone, nobody, no one, none, industry, trade, firms, companies, businesses,
shops, online, internet, various, several, many, few, big, large, small, little, new, old, young, younger,
bigger, larger, smaller, foreign, cheap, cheaper, local, regional, national, international, global,
different, similar, usual, typical, certain, some, any, them, same, well known, known, established, modern,
digital, strong, main, direct, indirect, whole, rest, entire, company, firm, business, shop, store, stores,
chain, chains, supermarket, supermarkets, discounter, discounters, dealer, dealers, provider, providers,
supplier, suppliers, platform, platforms, portal, portals, startup, start ups, start-ups, player, players,
giant, giants, corporation, corporations, brand, brands, retailer, retailers, sellers, vendors, agencies,
manufacturers, producers, craftsmen, opponents, substitutes, alternatives, people, web, sector, branch,
field, world, region, area, customers, things, anything, something, everything, whoever, today, else,
startups
"""
VOLUME_WORDS = """
sales, revenue, turnover, volume, units, orders, calls, visits, visitors, followers, likes, downloads,
users, sign ups, signups, members, subscribers, customers, leads, tickets, speed, faster, quicker, shorter,
throughput, output, hours, minutes, days, resolution time, waiting time, response time, lead time,
delivery time, time, footfall, market share, reach, bookings, contracts, cost, costs, reviews, loaves,
pieces, items
"""
"""Volume, speed and sales: a target on them wants a guard measure."""

HOLLOW = """
in touch, keep an eye on, keep watching, watch the market, more efficient, more effective, better service,
more digital, more modern, more professional, work on the, working on the, do more of, want to do more,
use our strengths, use our strength, was difficult, were difficult, be dishonest, be honest, be fair,
be good, be better, think about, see what happens, as needed, where possible, as soon as possible,
when things calm down, sooner or later, the right people, it depends, stay flexible, we will see,
keep all options, our values, customer focus, customers first, customer first, people first, quality first,
set the standard, set standards, make a difference, walk the talk, outside the box, pull together,
at eye level, best possible, sustainable growth, sustainably, open communication, culture of, embrace,
at heart, live up to, our dna, our mission, our vision, our purpose, one team, strong team, team spirit,
quality and service, service quality, ready for the future, fit for the future, on the right track,
on track, move forward, grow together, with passion, passion for, be proactive, better communication,
more transparency, more visibility, be flexible, be the best, be innovative, be reliable, be friendly,
be a good, be professional, be customer, be close to, become a good, be efficient
"""
"""Phrases after which nothing has happened and nothing can be counted."""

HEARSAY = """
everybody says, everyone says, everybody knows, everyone knows, people say, they say, says so, say so,
it is known, well known, as is known, obvious, obviously, clearly, of course, gut feeling, we feel,
we believe, we think, i think, i believe, i feel, common sense, experience shows, always been so,
impression, heard it, i heard, we heard, heard that, heard from, somebody told, someone told, told us,
told me, was told, were told, rumour, rumours, rumor, rumors, gossip, hearsay, feeling, feelings, feels,
intuition, instinct, guess, guessed, guesswork, assume, assumed, assumption, suppose, supposedly,
presumably, apparently, probably, seems, reckon, in my opinion, in our opinion, opinion, opinions, my view,
our view, in our view, no idea, do not know, don't know, not sure, am sure, are sure, convinced, thinks,
believes, common knowledge, always been, you can see, you notice, one notices, we notice, looks like,
sounds like, felt, hunch, belief, from experience, our experience, my experience, goes without saying,
self evident, word of mouth, the boss says, says it, says that, talk of the, is talked, we know, one knows,
you know, sure of it, simply know, just know, everybody thinks, everyone thinks, everybody agrees,
everyone agrees, we all know
"""
"""Words that stand where a count, a date or a source should stand."""

FORECASTS = """
will, will not, won't, is going to, are going to, going to, soon, sooner or later, inevitably, certainly,
surely
"""
"""Words that say which way something goes."""

CHANGES = """
falls, fall, rises, rise, grows, grow, shrinks, shrink, drops, drop, sinks, sink, increases, increase,
decreases, decrease, declines, decline, improves, worsens, goes up, goes down, go up, go down, climb,
climbs, collapse, collapses
"""
"""What happens to a number at the end of a chain of causes."""

OPEN_QUESTIONS = """
where, what, how, who, why
"""
"""First words of a question that may have no choice in it."""

WEAK_JARGON = """
solutions, robust, seamless, seamlessly, ecosystem, bandwidth, agile, dynamic, strategic, comprehensive,
unlock, leverage, scalable, disrupt, paradigm, deliverables, streamline, streamlined, utilise, utilize,
deep dive, proactive, turnkey, pioneering, high performance, end to end, bleeding edge, cutting edge
"""
"""Jargon that is a plain word too: it counts beside other jargon or beside an empty noun."""

EMPTY_NOUNS = """
customers, clients, services, service, value, business, businesses, processes, process, growth, quality,
partners, stakeholders, expectations, approach, offering, offerings, experience, experiences, innovation,
technology, solution, performance, success, potential, excellence, challenges, thinking, provider, industry,
organisation, development, efficiency, management, strategy, portfolio
"""
"""Nouns that fit any firm."""

EMPTY_WORDS = """
team, teams, passion, trust, reliability, customer, client, commitment, expertise, competence, competences,
tradition, future, values, standards, needs, cooperation, collaboration, communication, transparency, respect,
responsibility, sustainability, flexibility, progress, competitiveness, culture, vision, mission, potential,
efficiency, effectiveness, satisfaction, motivation, dedication, integrity, partnership, partner, knowledge,
strong, efficient, sustainable, dedicated, motivated, committed, experienced, competent, flexible, individual,
customised, customized, tailored, successful, trusted, valued, responsible, lasting, effective, optimal,
positive, personal, offer, offers, provide, provides, deliver, delivers, stand, combine, combines, create,
creates, ensure, ensures, meet, meets, exceed, live, dna
"""
"""Words that any firm says of itself."""

PRAISE = """
high quality, good quality, good, nice, attractive, friendly, beautiful, lovely, top notch, professional,
premium, stunning, high standard, high standards, high end, pleasant, reliable, modern, happy, delicious,
tasty, stylish, satisfied, better
"""
"""Words of praise that need no superlative to be an opinion."""

AMOUNTS_MOST = """
biggest, largest, fastest, cheapest, highest, strongest, greatest, best, top, finest, leading
"""
"""Superlatives by which one of several is picked out: our biggest customer, the highest shelf."""

PLAIN_SUPERLATIVES = """
before date, before dates, before, man, seller, sellers, selling, edge, floor, shelf, shelves, drawer, up,
deck, soil, layer, row, coat, grandmother, grandfather, aunt, uncle, deal, many, visitors, users,
class stamp, class ticket, class post, class carriage, class mail, bidder, point, to, from, zero, question,
of three, of five, of, aid, number, id, address, code, page, of the page, hat, bun, lift, speed, price paid,
tide, britain, outdoors, fit, binding, lines, dane
"""
"""What stands behind a superlative that is none: best before dates, leading edge, top shelf."""

NO_SUPERLATIVES = """
west, east, test, tests, guest, forest, harvest, interest, request, invest, contest, protest, honest,
modest, rest, nest, chest, digest, manifest, suggest, quest, vest, latest, nearest, earliest, lowest,
oldest, youngest, shortest, priest, pest, crest, behest, conquest, midwest, northwest, southwest, northeast,
attest, arrest, ernest, everest, budapest, inquest, zest, jest, lest, wrest, retest, bequest, closest, next,
longest, furthest, farthest, slowest, biggest, largest, hardest, busiest, driest, wettest, hottest, coldest,
narrowest, widest
"""
"""Words that end as superlatives do, and are none or are a plain fact."""

ROLES = """
head, lead, leader, director, chief, manager, chair, chairman, chairwoman, secretary, clerk, foreman,
master, chef, deputy, assistant, member, boss, coordinator, officer, owner, founder, engineer, accountant,
mayor
"""
"""Words for one person in a firm."""

WISHFUL = """
best case, worst case, base case, best, worst, optimistic, pessimistic, wish, dream, nightmare, disaster,
catastrophe, doom, doomsday, paradise, heaven, hell, business as usual, baseline, realistic, good, bad,
better, worse, golden future, golden age, golden times, golden years, golden days, golden era,
golden decade, good times, bright, dark times, dark future, dark age, dark ages, dark days, rosy, bleak,
gloomy, gloom, happy, happy end, hope, hopeful, hopeless, success, failure, triumph, ruin, tragedy, misery,
glory, glorious, perfect, ideal, awful, dreadful, grim, apocalypse, armageddon, bliss, terrible, horrible,
horror, horrors, utopia, dystopia, wonderful, crisis, sad, lucky, unlucky, promised land, brave new world,
sunny future, fiasco, calamity, collapse, decline, downfall, thriving, prosperity, boom times, hard times,
tough times, rough times, land of plenty, happily ever after, chaos, fantastic, amazing, pain, despair,
salvation, everything goes well, all goes well, goes wrong, undesirable, desirable, likely, unlikely,
most likely, the dream, blessing, curse, jackpot, eden, meltdown, abyss, lost decade, lost years
"""
"""Words by which the name of a world says whether we like it."""

LIKELY = """
most likely, least likely, likely, unlikely, likelier, likelihood, probable, improbable, probably,
probability, per cent chance, percent chance, expected case, perhaps, maybe, possibly, presumably,
conceivably, conceivable, in all likelihood, chance that, chances that, chances are, good chance,
small chance, fair chance, slim chance, high chance, low chance, little chance, real chance, big chance,
even chance, there is a chance, there is no chance, expected to, it is possible that, is possible that,
is bound to, almost certain, almost certainly, almost surely, is uncertain whether, we expect, we assume,
we suppose, experts expect, can be expected, is to be expected, with some luck, with luck, potentially,
unsure whether, doubtful, 50/50, the odds, odds are
"""
"""Words by which a world claims to be a forecast."""

DISTINCT = """
the only, only one, only ones, nobody else, no one else, no other, none other, unlike, in contrast, alone,
own, ourselves, ourself, patent, patented, licence, licensed, certified, award, awarded, inherited, sole,
where others, while others, others do not, others cannot, rather than, instead, himself, herself,
themselves, first in, first to
"""
"""Words by which a proof says what sets us apart."""

SOURCES = """
survey, surveys, receipt, receipts, letter, minutes, statistics, statistic, count, counted, counts, report,
reports, records, record, invoice, invoices, contract, contracts, list, log, logs, data, test, tested,
measured, interview, interviews, census, ledger, books, till, study, offer, quote, bill, bills, statement,
notice, website, register, registry, calendar, diary, figures, accounts, timesheet, timesheets, audit,
announcement, announced, published, newspaper, article, law, gazette, questionnaire, forms, tracked, sheet,
sheets, email, emails, scan, photo, photos, permit, certificate, balance, order book, read in, read it,
poll, polls, tax office, council, measurement, experiment, inspection
"""
"""Words for what one could look at: with them a line is more than an opinion."""

SHARES = """
share, shares, rate, ratio, proportion, percentage, occupancy, utilisation, utilization, quota, part,
fraction, coverage, attendance, absence, availability, on time, yield, score, level, capacity, full, filled,
response, load
"""
"""Words in a measure that is a part of a whole, so that its per cent are of a hundred."""

GENERIC_SHORT = """
it, ai, hr, pr, crm, erp, usp, eu, r&d, b2b, b2c, seo
"""
"""Capital letters that name nobody."""

NEARBY = """
next door, across the street, across the road, opposite, round the corner, around the corner, upstairs,
down the road, in town, in the valley, in the village, in the county, at the station
"""
"""Places that a stranger could go to."""

ABSOLUTE = """
no later than, not later than, later than, no more than, not more than, longer than, same day, next day,
the day after, first time, overnight, at the first, on the hour
"""
"""Bounds in words that one can check."""
