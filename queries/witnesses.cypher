// title: Witnesses
// description: Everybody who is said to have witnessed the signing of an agreement, newest first.
// why: Witnesses lend weight to an agreement and can be asked about it.
// topic: people
// parameters:
//   limit: {type: integer, default: 200, help: At most so many mentions}
// columns:
//   signed_on: {type: text, help: Date as far as known}
//   witness: {type: text, help: Who witnessed}
//   role: {type: text, help: "Office held, as of that day"}
//   acting: {type: text, help: "Pj, Plt, Pjs or Plh when held in an acting capacity"}
//   institution: {type: text, help: Where the office was held}
//   agreement: {type: text, help: Name of the agreement}
//   sources: {type: sources, help: One or more of these say so}
// coverage: Only people of whom a source says that they witnessed; others who were there are attendees.
// translations:
//   id:
//     title: Saksi
//     description: >-
//       Semua orang yang disebut menyaksikan penandatanganan suatu kesepakatan, yang terbaru lebih dulu.
//     coverage: >-
//       Hanya orang yang menurut suatu sumber menyaksikannya; orang lain yang berada di sana tercatat sebagai hadir.
MATCH (p:Person)-[r:WITNESSED]->(a:Agreement)
WHERE coalesce(a.status, '') <> 'planned'
WITH p.name AS witness, r.id AS row_id, r.role AS role, r.acting AS acting, r.institution AS office,
  r.sources AS sources, a.signed_on AS signed_on, a.name AS agreement
ORDER BY coalesce(signed_on, '') DESC, witness, row_id LIMIT $limit
OPTIONAL MATCH (i:Institution {id: office})
RETURN signed_on, witness, role, acting, i.name AS institution, agreement, sources
ORDER BY coalesce(signed_on, '') DESC, witness, row_id
