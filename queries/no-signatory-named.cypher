// title: Concluded, but nobody named as signing
// description: Concluded agreements of which no source here says who signed, newest first, with those named as present.
// why: Who signed is public business; where reports leave it out, the document can be asked for.
// topic: agreements
// parameters:
//   limit: {type: integer, default: 200, help: At most so many agreements}
// columns:
//   signed_on: {type: text, help: Date as far as known}
//   parties: {type: list, help: All parties}
//   present: {type: list, help: "People named as present or as witnesses, with office"}
//   agreement: {type: text, help: Name of the agreement}
//   sources: {type: sources, help: One or more of these report the agreement}
// coverage: Where only a part of a report was read, a name in the rest of it is missed.
// translations:
//   id:
//     title: "Sudah dibuat, tetapi penanda tangan tidak disebut"
//     description: >-
//       Kesepakatan yang sudah dibuat tetapi tidak satu sumber pun di sini menyebut siapa yang menandatanganinya, yang
//       terbaru lebih dulu, beserta orang yang disebut hadir.
//     coverage: >-
//       Bila hanya sebagian berita yang dibaca, nama di bagian lainnya terlewat.
MATCH (a:Agreement)
WHERE coalesce(a.status, '') <> 'planned' AND NOT EXISTS { MATCH (:Person)-[:SIGNED]->(a) }
WITH a ORDER BY coalesce(a.signed_on, '') DESC, a.id LIMIT $limit
OPTIONAL MATCH (i:Institution)-[:PARTY_TO]->(a)
WITH a, i.name AS party ORDER BY party, i.id
WITH a, collect(party) AS parties
OPTIONAL MATCH (p:Person)-[s:WITNESSED|ATTENDED]->(a)
WITH a, parties, p.name + coalesce(' (' + coalesce(s.acting + ' ', '') + s.role + ')', '') AS guest
  ORDER BY guest
WITH a, parties, collect(guest) AS present
RETURN a.signed_on AS signed_on, parties, present, a.name AS agreement, a.sources AS sources
ORDER BY coalesce(a.signed_on, '') DESC, a.id
