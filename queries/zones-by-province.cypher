// title: Zones by province
// description: How many regencies and cities of each province were in the green, yellow and red zone in a year.
// why: A map of where public service is weak, with the gaps in the record next to it.
// topic: scores
// parameters:
//   year: {type: integer, help: The year assessed, example: 2021}
// columns:
//   province: {type: text, help: Name of the province}
//   scale: {type: text, help: The scale in use that year}
//   green: {type: integer, help: Regencies and cities in the green zone (hijau)}
//   yellow: {type: integer, help: In the yellow zone (kuning)}
//   red: {type: integer, help: In the red zone (merah)}
//   no_zone: {type: integer, help: With a result but no zone named}
//   recorded: {type: integer, help: Regencies and cities with any result recorded here}
//   out_of: {type: integer, help: Regencies and cities that the province has}
//   province_zone: {type: text, help: Zone of the provincial government itself}
//   sources: {type: sources, help: One or more of these report the results}
// coverage: >-
//   Results recorded here; compare 'recorded' with 'out_of' before comparing provinces. A province with no result
//   recorded for the year is missing.
// translations:
//   id:
//     title: Zona per provinsi
//     description: >-
//       Berapa kabupaten dan kota tiap provinsi yang berada di zona hijau, kuning, dan merah dalam satu tahun.
//     coverage: >-
//       Hasil yang tercatat di sini; bandingkan 'tercatat' dengan 'dari seluruhnya' sebelum membandingkan provinsi.
//       Provinsi yang hasilnya tidak tercatat untuk tahun itu tidak ada di sini.
MATCH (p:Region {level: 'province'})<-[:PART_OF*0..1]-(r:Region)<-[:GOVERNS]-(i:Institution)
MATCH (i)<-[:RESULT_FOR]-(s:Assessment {year: $year})
WITH p.id AS province_id, r.id AS region_id, r.level = 'province' AS whole, s.scale AS scale, s.zone AS zone,
  s.sources AS cited
WITH province_id, scale,
  count(DISTINCT CASE WHEN NOT whole AND zone = 'hijau' THEN region_id END) AS green,
  count(DISTINCT CASE WHEN NOT whole AND zone = 'kuning' THEN region_id END) AS yellow,
  count(DISTINCT CASE WHEN NOT whole AND zone = 'merah' THEN region_id END) AS red,
  count(DISTINCT CASE WHEN NOT whole AND zone IS NULL THEN region_id END) AS no_zone,
  count(DISTINCT CASE WHEN NOT whole THEN region_id END) AS recorded,
  min(CASE WHEN whole THEN zone END) AS province_zone,
  collect(DISTINCT cited) AS sources
MATCH (p:Region {id: province_id})
RETURN p.name AS province, scale, green, yellow, red, no_zone, recorded,
  COUNT { MATCH (p)<-[:PART_OF]-(:Region) } AS out_of, province_zone, sources
ORDER BY p.code, scale, p.id
