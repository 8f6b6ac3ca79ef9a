// title: Who takes part most
// description: People by the number of concluded agreements that they signed, witnessed or attended, most first.
// why: It shows who carries the work, and who keeps turning up.
// topic: people
// parameters:
//   limit: {type: integer, default: 20, help: At most so many people}
// columns:
//   person: {type: text, help: Name}
//   signed: {type: integer, help: Agreements signed}
//   witnessed: {type: integer, help: Agreements witnessed}
//   attended: {type: integer, help: Agreements whose signing they attended}
//   first: {type: text, help: Earliest date}
//   last: {type: text, help: Latest date}
//   sources: {type: sources, help: One or more of these report each agreement}
// coverage: Only people whom a record names; reports may name a few guests of many.
// translations:
//   id:
//     title: Siapa yang paling sering ikut serta
//     description: >-
//       Orang menurut jumlah kesepakatan yang mereka tandatangani, saksikan, atau hadiri, yang terbanyak lebih dulu.
//     coverage: >-
//       Hanya orang yang disebut dalam catatan; berita bisa menyebut beberapa tamu saja dari yang hadir.
MATCH (p:Person)-[r:SIGNED|WITNESSED|ATTENDED]->(a:Agreement)
WHERE coalesce(a.status, '') <> 'planned'
WITH p.id AS person_id, p.name AS person, type(r) AS part, r.sources AS cited, a.id AS agreement_id,
  a.signed_on AS day
WITH person_id, person,
  count(DISTINCT CASE WHEN part = 'SIGNED' THEN agreement_id END) AS signed,
  count(DISTINCT CASE WHEN part = 'WITNESSED' THEN agreement_id END) AS witnessed,
  count(DISTINCT CASE WHEN part = 'ATTENDED' THEN agreement_id END) AS attended,
  min(day) AS first, max(day) AS last, collect(DISTINCT cited) AS sources
RETURN person, signed, witnessed, attended, first, last, sources
ORDER BY signed DESC, witnessed DESC, attended DESC, person, person_id LIMIT $limit
