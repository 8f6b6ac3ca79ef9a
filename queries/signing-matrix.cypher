// title: Which bodies signed with whom at the Ombudsman
// description: >-
//   Every concluded agreement once for each body on the other side and each person who signed for the
//   Ombudsman.
// why: It shows at a glance who of the Ombudsman put their name to what, and with whom they signed again and again.
// topic: agreements
// parameters:
//   around: {type: "entity:Person|Institution|Region", default: null, help: "Only agreements that this person, body or region has to do with", example: Hery Susanto}
//   limit: {type: integer, default: 2000, help: At most so many rows}
// columns:
//   institution: {type: text, help: The party on the other side}
//   ombudsman: {type: text, help: "Who signed for the Ombudsman; null where no source names anybody"}
//   signed_on: {type: text, help: "Date as far as known, such as 2024-09-03, 2024-09 or 2024"}
//   agreement: {type: text, help: Name of the agreement}
//   signed_for_institution: {type: list, help: "Who signed for the other side, with office; else 'not named'"}
//   sources: {type: sources, help: One or more of these report the agreement}
// coverage: >-
//   Nobody stands beside an agreement of which no source says who signed it. A person counts for the Ombudsman where
//   a source gives them an office there on that day.
// translations:
//   id:
//     title: Lembaga mana menandatangani dengan siapa di Ombudsman
//     description: >-
//       Tiap kesepakatan yang sudah dibuat, satu kali untuk tiap lembaga di pihak lain dan tiap orang yang
//       menandatangani untuk Ombudsman.
//     coverage: >-
//       Kesepakatan yang penanda tangannya tidak disebut sumber mana pun berdiri tanpa nama. Seseorang dihitung untuk
//       Ombudsman bila suatu sumber menyebut jabatannya di sana pada hari itu.
MATCH (i:Institution)-[:PARTY_TO]->(a:Agreement)
WHERE coalesce(a.status, '') <> 'planned' AND NOT coalesce(i.kind, '') IN ['ombudsman', 'ombudsman_office']
  AND ($around IS NULL OR i.id = $around OR EXISTS { MATCH (:Person {id: $around})-[:SIGNED]->(a) }
    OR EXISTS { MATCH (i)-[:GOVERNS|LOCATED_IN]->(:Region)-[:PART_OF*0..1]->(:Region {id: $around}) })
OPTIONAL MATCH (p:Person)-[s:SIGNED]->(a)
WITH i, a, p, s.institution AS office, p.name + coalesce(' (' + coalesce(s.acting + ' ', '') + s.role + ')', '') AS signer
OPTIONAL MATCH (o:Institution {id: office})
WITH i, a, p, office, signer, coalesce(o.kind, '') IN ['ombudsman', 'ombudsman_office'] AS ours ORDER BY signer
WITH i, a,
  collect(CASE WHEN ours THEN p.name END) AS first_side,
  collect(CASE WHEN NOT ours AND (office IS NULL OR office = i.id) THEN signer END) AS second_side
UNWIND CASE WHEN size(first_side) = 0 THEN [null] ELSE first_side END AS ombudsman
RETURN i.name AS institution, ombudsman, a.signed_on AS signed_on, a.name AS agreement,
  CASE WHEN size(second_side) = 0 THEN ['not named'] ELSE second_side END AS signed_for_institution,
  a.sources AS sources
ORDER BY institution, coalesce(ombudsman, ''), coalesce(a.signed_on, ''), a.id LIMIT $limit
