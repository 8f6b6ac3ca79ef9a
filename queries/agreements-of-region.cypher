// title: Agreements of a region
// description: >-
//   Every agreement of the government of a province, regency or city and of bodies that sit there, newest first;
//   for a province those of its regencies and cities too.
// why: Local reporters start from their own region, and ask what was promised there and by whom.
// topic: agreements
// parameters:
//   region: {type: "entity:Region", help: "Province, regency or city", example: Kabupaten Paser}
//   parts: {type: boolean, default: true, help: Also those of the regencies and cities of a province}
//   limit: {type: integer, default: 100, help: At most so many agreements}
// columns:
//   signed_on: {type: text, help: "Date as far as known, such as 2024-09-03, 2024-09 or 2024"}
//   status: {type: text, help: "signed, renewed or planned"}
//   party: {type: text, help: The party from the region}
//   other_parties: {type: list, help: The other parties}
//   signatories: {type: list, help: "Who signed, with office; 'not named' where no source names anybody"}
//   region: {type: text, help: The region of the party}
//   agreement: {type: text, help: Name of the agreement}
//   sources: {type: sources, help: One or more of these report the agreement}
// coverage: >-
//   Agreements recorded here, not all there are. The Ombudsman's own office in the region is not counted as a
//   party from the region. Universities whose seat is not known are missing.
// translations:
//   id:
//     title: Kesepakatan suatu wilayah
//     description: >-
//       Semua kesepakatan pemerintah provinsi, kabupaten, atau kota dan lembaga yang berkedudukan di sana, yang
//       terbaru lebih dulu; untuk provinsi juga kesepakatan kabupaten dan kotanya.
//     coverage: >-
//       Kesepakatan yang tercatat di sini, bukan semua yang ada. Kantor perwakilan Ombudsman di wilayah itu tidak
//       dihitung sebagai pihak dari wilayah. Universitas yang kedudukannya tidak diketahui tidak ada di sini.
MATCH (:Region {id: $region})<-[:PART_OF*0..1]-(part:Region)
WHERE $parts OR part.id = $region
MATCH (part)<-[:GOVERNS|LOCATED_IN]-(i:Institution)
WHERE NOT coalesce(i.kind, '') IN ['ombudsman', 'ombudsman_office']
MATCH (i)-[:PARTY_TO]->(a:Agreement)
WITH part.name AS region, i.id AS party_id, i.name AS party, a
ORDER BY coalesce(a.signed_on, '') DESC, a.id, party_id LIMIT $limit
OPTIONAL MATCH (other:Institution)-[:PARTY_TO]->(a)
WHERE other.id <> party_id
WITH region, party_id, party, a, other.name AS party_name ORDER BY party_name, other.id
WITH region, party_id, party, a, collect(party_name) AS other_parties
OPTIONAL MATCH (p:Person)-[s:SIGNED]->(a)
WITH region, party_id, party, a, other_parties,
  p.name + coalesce(' (' + coalesce(s.acting + ' ', '') + s.role + ')', '') AS signer
  ORDER BY signer
WITH region, party_id, party, a, other_parties, collect(signer) AS signers
RETURN a.signed_on AS signed_on, a.status AS status, party, other_parties,
  CASE WHEN size(signers) = 0 THEN ['not named'] ELSE signers END AS signatories,
  region, a.name AS agreement, a.sources AS sources
ORDER BY coalesce(a.signed_on, '') DESC, a.id, party_id
