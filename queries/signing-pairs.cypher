// title: Which officials signed with whom at the Ombudsman
// description: >-
//   Every concluded agreement once for each official who signed for the other side and each person who signed for the
//   Ombudsman.
// why: Two names under one paper are the firmest tie between people that public records give.
// topic: people
// parameters:
//   around: {type: "entity:Person|Institution|Region", default: null, help: "Only agreements that this person, body or region has to do with", example: Hery Susanto}
//   limit: {type: integer, default: 2000, help: At most so many rows}
// columns:
//   official: {type: text, help: Who signed for the other side}
//   ombudsman: {type: text, help: Who signed for the Ombudsman}
//   signed_on: {type: text, help: "Date as far as known, such as 2024-09-03, 2024-09 or 2024"}
//   office: {type: text, help: "Office of the official that day, and of what"}
//   agreement: {type: text, help: Name of the agreement}
//   sources: {type: sources, help: One or more of these report the agreement}
// coverage: >-
//   Only agreements of which a source names a signatory on both sides. A person counts for the Ombudsman where a
//   source gives them an office there on that day.
// translations:
//   id:
//     title: Pejabat mana menandatangani dengan siapa di Ombudsman
//     description: >-
//       Tiap kesepakatan yang sudah dibuat, satu kali untuk tiap pejabat yang menandatangani untuk pihak lain dan tiap
//       orang yang menandatangani untuk Ombudsman.
//     coverage: >-
//       Hanya kesepakatan yang penanda tangannya di kedua pihak disebut suatu sumber. Seseorang dihitung untuk
//       Ombudsman bila suatu sumber menyebut jabatannya di sana pada hari itu.
MATCH (p:Person)-[s:SIGNED]->(a:Agreement)
WHERE coalesce(a.status, '') <> 'planned'
WITH p, a, s.institution AS office_id
MATCH (o:Institution {id: office_id})
WHERE o.kind IN ['ombudsman', 'ombudsman_office']
MATCH (q:Person)-[t:SIGNED]->(a)
WITH p, a, q, t.institution AS body_id, coalesce(t.acting + ' ', '') + coalesce(t.role, '') AS role
OPTIONAL MATCH (i:Institution {id: body_id})
WITH p, a, q, role, i
WHERE NOT coalesce(i.kind, '') IN ['ombudsman', 'ombudsman_office']
  AND ($around IS NULL OR $around IN [p.id, q.id, i.id]
    OR EXISTS { MATCH (i)-[:GOVERNS|LOCATED_IN]->(:Region)-[:PART_OF*0..1]->(:Region {id: $around}) })
RETURN q.name AS official, p.name AS ombudsman, a.signed_on AS signed_on,
  role + coalesce(', ' + i.name, '') AS office, a.name AS agreement, a.sources AS sources
ORDER BY official, ombudsman, coalesce(a.signed_on, ''), a.id LIMIT $limit
