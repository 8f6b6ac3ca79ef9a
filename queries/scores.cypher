// title: Scores of all regional governments
// description: >-
//   Every result recorded of the government of a province, regency or city, with its region: what a map of
//   scores is drawn from.
// why: A map shows where the record has holes as plainly as where service is weak.
// topic: scores
// parameters:
//   limit: {type: integer, default: 100000, help: At most so many results}
// columns:
//   code: {type: text, help: Code of the region}
//   region: {type: text, help: Name of the region}
//   institution: {type: text, help: Its government}
//   year: {type: integer, help: The year assessed}
//   scale: {type: text, help: "Scores are comparable within one scale only"}
//   score: {type: number, help: "Score, where a source gives one"}
//   zone: {type: text, help: "Zone, where a source names one"}
//   conflicts: {type: list, help: "What sources say otherwise, each as 'property | value | source'"}
//   sources: {type: sources, help: One or more of these report the result}
// coverage: Results recorded here, not all there are; a missing region or year says nothing.
// translations:
//   id:
//     title: Nilai semua pemerintah daerah
//     description: >-
//       Semua hasil yang tercatat dari pemerintah provinsi, kabupaten, atau kota, dengan wilayahnya: dasar peta nilai.
//     coverage: >-
//       Hasil yang tercatat di sini, bukan semua yang ada; wilayah atau tahun yang tidak ada tidak mengatakan apa pun.
MATCH (r:Region)<-[:GOVERNS]-(i:Institution)<-[:RESULT_FOR]-(s:Assessment)
RETURN r.code AS code, r.name AS region, i.name AS institution, s.year AS year, s.scale AS scale, s.score AS score,
  s.zone AS zone, s.conflicts AS conflicts, s.sources AS sources
ORDER BY code, year, scale, s.id LIMIT $limit
