// title: Agreements past their term
// description: >-
//   Concluded agreements whose term has run out, those longest past first, then those whose end is not known. A
//   later agreement with the same counterpart is named beside them.
// why: A memorandum that nobody renewed binds nobody, though both sides may still point to it.
// topic: agreements
// parameters:
//   today: {type: date, default: today, help: The day on which to look, example: 2026-11-22}
//   state: {type: choice, one_of: [all, past, unknown], default: all, help: "Only those past their term, or only those with no known end", example: past}
//   limit: {type: integer, default: 200, help: At most so many agreements}
// columns:
//   state: {type: text, help: "'past its term' or 'end not known'"}
//   signed_on: {type: text, help: Date as far as known}
//   term_years: {type: number, help: "How long it runs, in years"}
//   term_ends: {type: date, help: "Signing plus term, counted from the last day that the date of signing allows"}
//   counterpart: {type: list, help: Parties on the side that is not the Ombudsman's}
//   later_agreement: {type: text, help: "Date of the latest later agreement with the same counterpart, where one is recorded"}
//   agreement: {type: text, help: Name of the agreement}
//   sources: {type: sources, help: One or more of these report the agreement}
// coverage: Of agreements whose term no source gives, 'end not known' says nothing about whether they run on.
// translations:
//   id:
//     title: Kesepakatan yang lewat masa berlakunya
//     description: >-
//       Kesepakatan yang masa berlakunya sudah habis, yang paling lama lewat lebih dulu, lalu yang akhirnya tidak
//       diketahui. Kesepakatan berikutnya dengan mitra yang sama disebut di sampingnya.
//     coverage: >-
//       Untuk kesepakatan yang masa berlakunya tidak disebut sumber mana pun, 'akhir tidak diketahui' tidak mengatakan
//       apakah kesepakatan itu masih berlaku.
MATCH (a:Agreement)
WHERE coalesce(a.status, '') <> 'planned'
WITH a, CASE
    WHEN a.term_years IS NULL OR a.signed_to IS NULL THEN null
    ELSE a.signed_to + duration({months: toInteger(a.term_years * 12)})
  END AS term_ends
WITH a, term_ends, CASE
    WHEN term_ends IS NULL THEN 'end not known'
    WHEN term_ends <= $today THEN 'past its term'
    ELSE 'running'
  END AS state
WHERE (state = 'past its term' AND $state <> 'unknown') OR (state = 'end not known' AND $state <> 'past')
WITH a, term_ends, state ORDER BY term_ends, a.signed_on, a.id LIMIT $limit
OPTIONAL MATCH (i:Institution)-[:PARTY_TO]->(a)
WHERE NOT coalesce(i.kind, '') IN ['ombudsman', 'ombudsman_office']
OPTIONAL MATCH (i)-[:PARTY_TO]->(b:Agreement)
WHERE coalesce(b.status, '') <> 'planned' AND b.signed_from > a.signed_to
WITH a, term_ends, state, i.id AS party_id, i.name AS party, b.signed_on AS later
WITH a, term_ends, state, party_id, party, max(later) AS later ORDER BY party, party_id
WITH a, term_ends, state, collect(party) AS counterpart, max(later) AS later_agreement
RETURN state, a.signed_on AS signed_on, a.term_years AS term_years, term_ends, counterpart, later_agreement,
  a.name AS agreement, a.sources AS sources
ORDER BY term_ends, a.signed_on, a.id
