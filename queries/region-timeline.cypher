// title: Timeline of a region
// description: >-
//   What is recorded of a province, regency or city in order of time: agreements of its government and of bodies
//   that sit there, results of assessments, officials first seen.
// why: Agreements, scores and changes of office side by side show what came first.
// topic: regions
// parameters:
//   region: {type: "entity:Region", help: "Province, regency or city", example: Kabupaten Solok}
//   limit: {type: integer, default: 300, help: At most so many rows}
// columns:
//   date: {type: text, help: "Date as far as known; of an assessment the year assessed"}
//   what: {type: text, help: "agreement signed, agreement planned, assessment, first seen in office"}
//   about: {type: text, help: "The agreement, the scale of the assessment, or the person and office"}
//   score: {type: number, help: "Score, comparable within one scale only"}
//   zone: {type: text, help: "Zone: hijau (green), kuning (yellow), merah (red)"}
//   institution: {type: text, help: The body in the region}
//   sources: {type: sources, help: One or more of these report it}
// coverage: Only what is recorded here. The regencies and cities of a province have timelines of their own.
// translations:
//   id:
//     title: Lini masa suatu wilayah
//     description: >-
//       Yang tercatat tentang suatu provinsi, kabupaten, atau kota menurut urutan waktu: kesepakatan pemerintahnya dan
//       lembaga yang berkedudukan di sana, hasil penilaian, pejabat yang pertama kali terlihat.
//     coverage: >-
//       Hanya yang tercatat di sini. Kabupaten dan kota suatu provinsi punya lini masanya sendiri.
CALL () {
  MATCH (:Region {id: $region})<-[:GOVERNS|LOCATED_IN]-(i:Institution)-[:PARTY_TO]->(a:Agreement)
  WHERE NOT coalesce(i.kind, '') IN ['ombudsman', 'ombudsman_office']
  RETURN a.signed_on AS date, CASE a.status WHEN 'planned' THEN 'agreement planned' ELSE 'agreement signed' END AS what,
    a.name AS about, null AS score, null AS zone, i.name AS institution, a.sources AS sources, a.id AS row_id
UNION ALL
  MATCH (:Region {id: $region})<-[:GOVERNS]-(i:Institution)<-[:RESULT_FOR]-(s:Assessment)
  RETURN toString(s.year) AS date, 'assessment' AS what, s.scale AS about, s.score AS score, s.zone AS zone,
    i.name AS institution, s.sources AS sources, s.id AS row_id
UNION ALL
  MATCH (:Region {id: $region})<-[:GOVERNS]-(i:Institution)<-[h:HOLDS]-(p:Person)
  RETURN h.first_seen AS date, 'first seen in office' AS what,
    p.name + coalesce(', ' + coalesce(h.acting + ' ', '') + h.role, '') AS about, null AS score, null AS zone,
    i.name AS institution, h.sources AS sources, h.id AS row_id
}
RETURN date, what, about, score, zone, institution, sources
ORDER BY date, what, about, row_id LIMIT $limit
