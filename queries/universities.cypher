// title: Universities that signed
// description: Universities and faculties with concluded agreements, those with most first.
// why: Universities lend a watchdog interns, experts and standing; some sign again and again.
// topic: agreements
// parameters:
//   limit: {type: integer, default: 100, help: At most so many universities}
// columns:
//   university: {type: text, help: University or faculty}
//   agreements: {type: integer, help: Concluded agreements}
//   signed_on: {type: list, help: "Their dates as far as known; undated ones are not listed"}
//   kinds: {type: list, help: "Kinds of agreement: mou, pks ..."}
//   sources: {type: sources, help: One or more of these report each agreement}
// coverage: Agreements recorded here, not all there are. A faculty counts apart from its university.
// translations:
//   id:
//     title: Universitas yang menandatangani
//     description: >-
//       Universitas dan fakultas yang sudah membuat kesepakatan, yang terbanyak lebih dulu.
//     coverage: >-
//       Kesepakatan yang tercatat di sini, bukan semua yang ada. Fakultas dihitung terpisah dari universitasnya.
MATCH (u:Institution {kind: 'university'})-[:PARTY_TO]->(a:Agreement)
WHERE coalesce(a.status, '') <> 'planned'
WITH u.id AS university_id, u.name AS university, a.signed_on AS day, a.kind AS kind, a.sources AS cited
  ORDER BY day, kind, a.id
WITH university_id, university, count(*) AS agreements, collect(day) AS signed_on, collect(DISTINCT kind) AS kinds,
  collect(DISTINCT cited) AS sources
RETURN university, agreements, signed_on, kinds, sources
ORDER BY agreements DESC, university, university_id LIMIT $limit
