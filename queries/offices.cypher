// title: Who held which office when
// description: >-
//   Offices of a person, of an institution or of the government of a region, with the days on which sources show
//   the person there; offices that only one person can hold at a time come first.
// why: It shows who was in charge when, who only acted, and where the record has a hole.
// topic: people
// parameters:
//   entity: {type: "entity:Person|Institution|Region", help: "Person, institution or region", example: Kabupaten Solok}
//   limit: {type: integer, default: 1000, help: At most so many offices}
// columns:
//   role: {type: text, help: The office}
//   institution: {type: text, help: Where it was held}
//   person: {type: text, help: Who was seen in it}
//   acting: {type: text, help: "Pj, Plt, Pjs or Plh when held in an acting capacity"}
//   first_seen: {type: text, help: First day on which a source shows them in office}
//   last_seen: {type: text, help: Last day on which a source shows them in office}
//   seen_on: {type: list, help: All days on which a source shows them in office}
//   conflicts: {type: list, help: "What sources say otherwise, each as 'property | value | source'"}
//   sources: {type: sources, help: One or more of these show them in office}
// coverage: Sightings in the sources, not terms of office; who was never mentioned is missing.
// translations:
//   id:
//     title: Siapa memegang jabatan apa dan kapan
//     description: >-
//       Jabatan seseorang, di suatu lembaga, atau di pemerintahan suatu wilayah, dengan hari-hari ketika sumber
//       menunjukkan orang itu menjabat; jabatan yang hanya dapat dipegang satu orang lebih dulu.
//     coverage: >-
//       Hari terlihat dalam sumber, bukan masa jabatan; siapa yang tidak pernah disebut tidak ada di sini.
CALL () {
  MATCH (:Region|Institution {id: $entity})<-[:GOVERNS*0..1]-(i:Institution)<-[h:HOLDS]-(p:Person)
  RETURN p, h, i
UNION ALL
  MATCH (p:Person {id: $entity})-[h:HOLDS]->(i:Institution)
  RETURN p, h, i
}
RETURN h.role AS role, i.name AS institution, p.name AS person, h.acting AS acting, h.first_seen AS first_seen,
  h.last_seen AS last_seen, h.seen_on AS seen_on, h.conflicts AS conflicts, h.sources AS sources
ORDER BY CASE WHEN h.one_seat THEN 0 ELSE 1 END, role, institution, first_seen, person, h.id LIMIT $limit
