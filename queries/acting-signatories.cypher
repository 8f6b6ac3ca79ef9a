// title: Acting officials who signed
// description: Signatories who held their office in an acting capacity, newest first.
// why: An acting official binds a successor who was perhaps elected to do otherwise.
// topic: people
// parameters:
//   acting: {type: choice, one_of: [Pj, Plt, Pjs, Plh], default: null, help: Only this capacity}
//   limit: {type: integer, default: 200, help: At most so many signatures}
// columns:
//   signed_on: {type: text, help: Date as far as known}
//   person: {type: text, help: Who signed}
//   acting: {type: text, help: "Pj (Penjabat), Plt (Pelaksana Tugas), Pjs (Penjabat Sementara), Plh (Pelaksana Harian)"}
//   role: {type: text, help: The office}
//   institution: {type: text, help: Where the office was held}
//   agreement: {type: text, help: Name of the agreement}
//   sources: {type: sources, help: One or more of these report it}
// coverage: Only where a source names the signatory and says that they acted.
// translations:
//   id:
//     title: Penjabat dan pelaksana tugas yang menandatangani
//     description: >-
//       Penanda tangan yang tidak definitif dalam jabatannya (Pj, Plt, Pjs, Plh), yang terbaru lebih dulu.
//     coverage: >-
//       Hanya bila suatu sumber menyebut penanda tangannya dan bahwa jabatannya tidak definitif.
MATCH (p:Person)-[r:SIGNED]->(a:Agreement)
WHERE coalesce(a.status, '') <> 'planned' AND r.acting IS NOT NULL AND ($acting IS NULL OR r.acting = $acting)
WITH p.name AS person, r.id AS row_id, r.role AS role, r.acting AS acting, r.institution AS office,
  r.sources AS sources, a.signed_on AS signed_on, a.name AS agreement
ORDER BY coalesce(signed_on, '') DESC, person, row_id LIMIT $limit
OPTIONAL MATCH (i:Institution {id: office})
RETURN signed_on, person, acting, role, i.name AS institution, agreement, sources
ORDER BY coalesce(signed_on, '') DESC, person, row_id
