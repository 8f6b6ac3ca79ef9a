// title: Officials of an institution over time
// description: Everybody seen in an office of an institution, by first sighting, with the agreements they signed for it.
// why: It shows who was in charge when, and who to ask about an agreement.
// topic: people
// parameters:
//   institution: {type: "entity:Institution", help: "Government, university, office ...", example: Pemerintah Kabupaten Banyumas}
//   limit: {type: integer, default: 200, help: At most so many offices}
// columns:
//   person: {type: text, help: Who was seen in office}
//   role: {type: text, help: The office}
//   acting: {type: text, help: "Pj, Plt, Pjs or Plh when held in an acting capacity"}
//   first_seen: {type: text, help: First day on which a source shows them in office}
//   last_seen: {type: text, help: Last day on which a source shows them in office}
//   agreements_signed: {type: integer, help: Agreements they signed for the institution in any office}
//   sources: {type: sources, help: One or more of these show them in office}
// coverage: Sightings in the sources, not terms of office; who was never mentioned is missing.
// translations:
//   id:
//     title: Pejabat suatu lembaga dari waktu ke waktu
//     description: >-
//       Semua orang yang terlihat memegang jabatan di suatu lembaga, menurut saat pertama terlihat, dengan kesepakatan
//       yang mereka tandatangani atas namanya.
//     coverage: >-
//       Hari terlihat dalam sumber, bukan masa jabatan; siapa yang tidak pernah disebut tidak ada di sini.
MATCH (:Institution {id: $institution})<-[h:HOLDS]-(p:Person)
OPTIONAL MATCH (p)-[s:SIGNED]->(a:Agreement)
WHERE s.institution = $institution AND coalesce(a.status, '') <> 'planned'
WITH p.name AS person, h.id AS row_id, h.role AS role, h.acting AS acting, h.first_seen AS first_seen,
  h.last_seen AS last_seen, h.sources AS sources, count(DISTINCT a.id) AS agreements_signed
RETURN person, role, acting, first_seen, last_seen, agreements_signed, sources
ORDER BY first_seen, person, role, row_id LIMIT $limit
