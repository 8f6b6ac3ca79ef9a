// title: Scores of a region over the years
// description: Results of the government of a province, regency or city in the Ombudsman's assessments, year by year.
// why: A government that advertises one good year may have had worse ones.
// topic: scores
// parameters:
//   region: {type: "entity:Region", help: "Province, regency or city", example: Kabupaten Merangin}
// columns:
//   year: {type: integer, help: The year assessed}
//   scale: {type: text, help: "compliance (until 2021), quality (2022 to 2024) or maladministration (2025)"}
//   score: {type: number, help: "0 to 100, comparable within one scale only"}
//   zone: {type: text, help: "hijau (green), kuning (yellow), merah (red), where the source names one"}
//   category: {type: text, help: Wording of the source}
//   institution: {type: text, help: The government}
//   conflicts: {type: list, help: "What sources say otherwise, each as 'property | value | source'"}
//   sources: {type: sources, help: One or more of these report the result}
// coverage: Years recorded here; a missing year says nothing. Do not compare scores across scales.
// translations:
//   id:
//     title: Nilai suatu wilayah dari tahun ke tahun
//     description: >-
//       Hasil pemerintah provinsi, kabupaten, atau kota dalam penilaian Ombudsman, tahun demi tahun.
//     coverage: >-
//       Tahun yang tercatat di sini; tahun yang tidak ada tidak mengatakan apa pun. Jangan bandingkan nilai dari skala
//       yang berbeda.
MATCH (:Region {id: $region})<-[:GOVERNS]-(i:Institution)<-[:RESULT_FOR]-(s:Assessment)
RETURN s.year AS year, s.scale AS scale, s.score AS score, s.zone AS zone, s.category AS category,
  i.name AS institution, s.conflicts AS conflicts, s.sources AS sources
ORDER BY s.year, s.scale, s.id
