// title: Timeline of a region, an institution or a person
// description: >-
//   Agreements, ceremonies, results of assessments and offices in order of time. Of a region: those of its
//   government and, of agreements, also of bodies that sit there.
// why: What happened first, with every date that a source gives otherwise next to the one chosen.
// topic: regions
// parameters:
//   entity: {type: "entity:Region|Institution|Person", help: "Region, institution or person", example: Kabupaten Solok}
//   limit: {type: integer, default: 1000, help: At most so many rows}
// columns:
//   since: {type: text, help: "Date as far as known; of an assessment the year assessed, of an office the first sighting"}
//   until: {type: text, help: Of an office the last sighting}
//   what: {type: text, help: "The concept: Agreement, Ceremony, Assessment, HOLDS, SIGNED, WITNESSED, ATTENDED"}
//   about: {type: text, help: "The agreement, ceremony or assessment; of an office the person, or of a person the institution"}
//   body: {type: text, help: The institution}
//   details: {type: list, help: "More of it, each as 'property | value'"}
//   score: {type: number, help: "Score, comparable within one scale only"}
//   firm: {type: boolean, help: "False of what was only announced, and of an office held in an acting capacity"}
//   conflicts: {type: list, help: "What sources say otherwise, each as 'property | value | source'"}
//   sources: {type: sources, help: One or more of these report it}
// coverage: Only what is recorded here. First and last sighting in an office are not the start and end of a term.
// translations:
//   id:
//     title: "Lini masa suatu wilayah, lembaga, atau orang"
//     description: >-
//       Kesepakatan, acara, hasil penilaian, dan jabatan menurut urutan waktu. Untuk wilayah: milik pemerintahnya dan,
//       untuk kesepakatan, juga lembaga yang berkedudukan di sana.
//     coverage: >-
//       Hanya yang tercatat di sini. Pertama dan terakhir terlihat dalam suatu jabatan bukan awal dan akhir masa
//       jabatan.
CALL () {
  MATCH (:Region|Institution {id: $entity})<-[:GOVERNS|LOCATED_IN*0..1]-(i:Institution)-[:PARTY_TO]->(a:Agreement)
  WHERE i.id = $entity OR NOT coalesce(i.kind, '') IN ['ombudsman', 'ombudsman_office']
  RETURN a.signed_on AS since, null AS until, 'Agreement' AS what, a.name AS about, i.name AS body,
    ['status | ' + a.status] AS details, null AS score,
    coalesce(a.status, '') <> 'planned' AS firm, a.conflicts AS conflicts, a.sources AS sources, a.id + i.id AS row_id
UNION ALL
  MATCH (:Region|Institution {id: $entity})<-[:GOVERNS|LOCATED_IN*0..1]-(i:Institution)-[:PARTY_TO]->(:Agreement)-[:PART_OF]->(c:Ceremony)
  WHERE i.id = $entity OR NOT coalesce(i.kind, '') IN ['ombudsman', 'ombudsman_office']
  WITH DISTINCT c
  RETURN c.held_on AS since, null AS until, 'Ceremony' AS what, c.name AS about, null AS body,
    [] AS details, null AS score, true AS firm, c.conflicts AS conflicts, c.sources AS sources, c.id AS row_id
UNION ALL
  MATCH (:Region|Institution {id: $entity})<-[:GOVERNS*0..1]-(i:Institution)<-[:RESULT_FOR]-(s:Assessment)
  RETURN toString(s.year) AS since, null AS until, 'Assessment' AS what, s.name AS about, i.name AS body,
    ['scale | ' + s.scale, 'zone | ' + s.zone] AS details, s.score AS score, true AS firm, s.conflicts AS conflicts,
    s.sources AS sources, s.id AS row_id
UNION ALL
  MATCH (:Region|Institution {id: $entity})<-[:GOVERNS*0..1]-(i:Institution)<-[h:HOLDS]-(p:Person)
  RETURN h.first_seen AS since, h.last_seen AS until, 'HOLDS' AS what, p.name AS about, i.name AS body,
    ['role | ' + h.role, 'acting | ' + h.acting] AS details, null AS score, h.acting IS NULL AS firm, h.conflicts AS conflicts,
    h.sources AS sources, h.id AS row_id
UNION ALL
  MATCH (:Person {id: $entity})-[r:SIGNED|WITNESSED|ATTENDED]->(a:Agreement)
  WITH r, a, r.institution AS office
  OPTIONAL MATCH (i:Institution {id: office})
  RETURN a.signed_on AS since, null AS until, type(r) AS what, a.name AS about, i.name AS body,
    ['role | ' + r.role, 'acting | ' + r.acting] AS details, null AS score,
    coalesce(a.status, '') <> 'planned' AS firm, a.conflicts + r.conflicts AS conflicts,
    r.sources AS sources, r.id AS row_id
UNION ALL
  MATCH (:Person {id: $entity})-[:SIGNED|WITNESSED|ATTENDED]->(:Agreement)-[:PART_OF]->(c:Ceremony)
  WITH DISTINCT c
  RETURN c.held_on AS since, null AS until, 'Ceremony' AS what, c.name AS about, null AS body,
    [] AS details, null AS score, true AS firm, c.conflicts AS conflicts, c.sources AS sources, c.id AS row_id
UNION ALL
  MATCH (:Person {id: $entity})-[h:HOLDS]->(i:Institution)
  RETURN h.first_seen AS since, h.last_seen AS until, 'HOLDS' AS what, i.name AS about, i.name AS body,
    ['role | ' + h.role, 'acting | ' + h.acting] AS details, null AS score, h.acting IS NULL AS firm, h.conflicts AS conflicts,
    h.sources AS sources, h.id AS row_id
}
RETURN since, until, what, about, body, [each IN details WHERE each IS NOT NULL] AS details, score, firm,
  conflicts, sources
ORDER BY since, what, about, row_id LIMIT $limit
