// title: Regions without an agreement
// description: Provinces, regencies or cities whose government has no concluded agreement recorded here.
// why: Those who have not signed can be asked why.
// topic: agreements
// parameters:
//   level: {type: choice, one_of: [province, regency, city], default: regency, help: Which sort of region, example: province}
//   province: {type: "entity:Region", default: null, help: Only regencies or cities of this province}
// columns:
//   region: {type: text, help: Name of the region}
//   province: {type: text, help: The province it is part of}
//   recorded: {type: text, help: "What is recorded: 'none recorded here', or 'planned only'"}
//   planned: {type: list, help: Planned agreements of its government}
//   with_agreement: {type: integer, help: "For comparison: regions of this sort (and province) with one recorded"}
//   out_of: {type: integer, help: How many regions of this sort (and province) there are}
//   sources: {type: sources, help: Reports of the planned agreements}
// coverage: >-
//   None recorded here does not mean none signed. The last columns say for how many regions any agreement is
//   recorded at all.
// translations:
//   id:
//     title: Wilayah tanpa kesepakatan
//     description: >-
//       Provinsi, kabupaten, atau kota yang pemerintahnya tidak punya kesepakatan yang tercatat di sini.
//     coverage: >-
//       Tidak tercatat di sini bukan berarti tidak ditandatangani. Kolom terakhir menyebut untuk berapa wilayah ada
//       kesepakatan yang tercatat.
MATCH (x:Region {level: $level})
WHERE $province IS NULL OR EXISTS { MATCH (x)-[:PART_OF]->(:Region {id: $province}) }
OPTIONAL MATCH (x)<-[:GOVERNS]-(:Institution)-[:PARTY_TO]->(b:Agreement)
WHERE coalesce(b.status, '') <> 'planned'
WITH x.id AS region_id, b.id AS agreement_id
WITH count(DISTINCT region_id) AS regions,
  count(DISTINCT CASE WHEN agreement_id IS NOT NULL THEN region_id END) AS covered
MATCH (r:Region {level: $level})
WHERE ($province IS NULL OR EXISTS { MATCH (r)-[:PART_OF]->(:Region {id: $province}) })
  AND NOT EXISTS { MATCH (r)<-[:GOVERNS]-(:Institution)-[:PARTY_TO]->(c:Agreement) WHERE coalesce(c.status, '') <> 'planned' }
OPTIONAL MATCH (r)-[:PART_OF]->(p:Region)
OPTIONAL MATCH (r)<-[:GOVERNS]-(:Institution)-[:PARTY_TO]->(a:Agreement)
WITH regions, covered, r.id AS region_id, r.code AS code, r.name AS region, p.name AS province, a.name AS plan,
  a.sources AS cited
  ORDER BY plan, a.id
WITH regions, covered, region_id, code, region, province, collect(plan) AS planned, collect(DISTINCT cited) AS sources
RETURN region, province,
  CASE WHEN size(planned) = 0 THEN 'none recorded here' ELSE 'planned only' END AS recorded, planned,
  covered AS with_agreement, regions AS out_of, sources
ORDER BY code, region_id
