// title: Planned, never seen signed
// description: >-
//   Agreements that were announced and that no source here reports as signed, those whose date has passed first.
//   Agreements that the same counterpart did conclude stand beside them.
// why: Announcements make headlines; whether anything followed is seldom reported.
// topic: agreements
// parameters:
//   today: {type: date, default: today, help: The day on which to look, example: 2026-11-22}
// columns:
//   planned_for: {type: text, help: "Date announced, as far as known"}
//   state: {type: text, help: "'date has passed', 'date ahead' or 'no date given'"}
//   counterpart: {type: list, help: Parties on the side that is not the Ombudsman's}
//   concluded: {type: list, help: Dates of agreements that the same counterpart concluded}
//   agreement: {type: text, help: Name of the planned agreement}
//   notes: {type: value, help: Remarks of the curator}
//   sources: {type: sources, help: One or more of these report the plan}
// coverage: >-
//   No signing recorded here does not mean that none took place. A plan drops out when an agreement with the same
//   counterpart is recorded from the planned date on; for a plan without a date that cannot be told.
// translations:
//   id:
//     title: "Direncanakan, tidak pernah terlihat ditandatangani"
//     description: >-
//       Kesepakatan yang diumumkan dan yang penandatanganannya tidak diberitakan sumber mana pun di sini, yang
//       tanggalnya sudah lewat lebih dulu. Kesepakatan yang jadi dibuat mitra yang sama disebut di sampingnya.
//     coverage: >-
//       Tidak ada penandatanganan yang tercatat di sini bukan berarti tidak pernah terjadi. Suatu rencana gugur bila
//       sejak tanggal rencana itu tercatat kesepakatan dengan mitra yang sama; untuk rencana tanpa tanggal hal itu
//       tidak dapat dipastikan.
MATCH (a:Agreement {status: 'planned'})
OPTIONAL MATCH (i:Institution)-[:PARTY_TO]->(a)
WHERE NOT coalesce(i.kind, '') IN ['ombudsman', 'ombudsman_office']
OPTIONAL MATCH (i)-[:PARTY_TO]->(b:Agreement)
WHERE coalesce(b.status, '') <> 'planned'
WITH a, i.name AS party, b.signed_on AS signed_on, b.signed_from >= a.signed_from AS since
  ORDER BY party, i.id, signed_on, b.id
WITH a, collect(DISTINCT party) AS counterpart, collect(DISTINCT signed_on) AS concluded,
  count(CASE WHEN since THEN 1 END) AS followed
WHERE followed = 0
WITH a, counterpart, concluded, CASE
    WHEN a.signed_to IS NULL THEN 'no date given'
    WHEN a.signed_to < $today THEN 'date has passed'
    ELSE 'date ahead'
  END AS state
RETURN a.signed_on AS planned_for, state, counterpart, concluded, a.name AS agreement, a.notes AS notes,
  a.sources AS sources
ORDER BY CASE state WHEN 'date has passed' THEN 1 WHEN 'date ahead' THEN 2 ELSE 3 END, a.signed_on, a.id
