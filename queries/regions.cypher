// title: Regions and their codes
// description: Provinces, regencies and cities with the code that records refer to them by, and their government.
// why: A record without the right code does not reach its region; and every search by place starts here.
// topic: regions
// parameters:
//   province: {type: "entity:Region", default: null, help: Only the regions of this province, example: Kalimantan Timur}
//   level: {type: choice, one_of: [province, regency, city, any], default: any, help: Only regions of this level}
//   limit: {type: integer, default: 600, help: At most so many regions}
// columns:
//   code: {type: text, help: Code of the Ministry of Home Affairs}
//   region: {type: text, help: Its name}
//   level: {type: text, help: "province, regency or city"}
//   government: {type: text, help: The government of the region}
//   sources: {type: sources, help: "The list of regions, and what else names the region by its code"}
// translations:
//   id:
//     title: Wilayah dan kodenya
//     description: >-
//       Provinsi, kabupaten, dan kota dengan kode yang dipakai catatan untuk menyebutnya, serta pemerintahnya.
MATCH (r:Region)
WHERE ($level = 'any' OR r.level = $level)
OPTIONAL MATCH (r)-[:PART_OF]->(p:Region)
WITH r, p
WHERE $province IS NULL OR r.id = $province OR p.id = $province
OPTIONAL MATCH (g:Institution)-[:GOVERNS]->(r)
RETURN r.code AS code, r.name AS region, r.level AS level, g.name AS government,
  r.sources AS sources
ORDER BY r.code, g.id
LIMIT $limit
