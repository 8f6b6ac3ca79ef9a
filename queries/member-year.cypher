// title: What an Ombudsman member did in a year
// description: Agreements that a member of the Ombudsman signed, witnessed or attended in a year, and who stood in for them.
// why: It shows where a member travels and whom they meet.
// topic: people
// parameters:
//   member: {type: "entity:OmbudsmanMember", help: "A chair, vice chair or member of the Ombudsman", example: Robert Na Endi Jaweng}
//   year: {type: integer, help: "Year, such as 2024", example: 2023}
// columns:
//   signed_on: {type: text, help: Date as far as known}
//   weekday: {type: text, help: Day of the week where the day is known}
//   what: {type: text, help: "signed, witnessed, attended, stood in for ..., was stood in for by ..."}
//   counterpart: {type: list, help: Parties on the side that is not the Ombudsman's}
//   venue: {type: list, help: Where it took place}
//   agreement: {type: text, help: Name of the agreement}
//   sources: {type: sources, help: One or more of these report it}
// coverage: Agreements with at least a year, where a source names the member. It is no diary.
// translations:
//   id:
//     title: Kegiatan anggota Ombudsman dalam setahun
//     description: >-
//       Kesepakatan yang ditandatangani, disaksikan, atau dihadiri seorang anggota Ombudsman dalam satu tahun, dan
//       siapa yang mewakilinya.
//     coverage: >-
//       Kesepakatan yang setidaknya diketahui tahunnya, bila suatu sumber menyebut anggota itu. Ini bukan catatan
//       harian.
MATCH (p:Person {id: $member})
CALL (p) {
  MATCH (p)-[r:SIGNED|WITNESSED|ATTENDED]->(a:Agreement)-[:SIGNED_ON]->(d:Date {year: $year})
  WHERE coalesce(a.status, '') <> 'planned'
  RETURN a, d.weekday AS weekday,
    CASE type(r) WHEN 'SIGNED' THEN 'signed' WHEN 'WITNESSED' THEN 'witnessed' ELSE 'attended' END AS what,
    r.sources AS sources, r.id AS row_id
UNION ALL
  MATCH (p)-[r:REPRESENTED]->(x:Person|Institution)
  WITH x.name AS other, r.id AS row_id, r.sources AS sources, r.agreement AS occasion
  MATCH (a:Agreement {id: occasion})-[:SIGNED_ON]->(d:Date {year: $year})
  RETURN a, d.weekday AS weekday, 'stood in for ' + other AS what, sources, row_id
UNION ALL
  MATCH (p)<-[r:REPRESENTED]-(x:Person)
  WITH x.name AS other, r.id AS row_id, r.sources AS sources, r.agreement AS occasion
  MATCH (a:Agreement {id: occasion})-[:SIGNED_ON]->(d:Date {year: $year})
  RETURN a, d.weekday AS weekday, 'was stood in for by ' + other AS what, sources, row_id
}
WITH a, weekday, what, sources, row_id
OPTIONAL MATCH (i:Institution)-[:PARTY_TO]->(a)
WHERE NOT coalesce(i.kind, '') IN ['ombudsman', 'ombudsman_office']
WITH a, weekday, what, sources, row_id, i.name AS party ORDER BY party, i.id
WITH a, weekday, what, sources, row_id, collect(party) AS counterpart
OPTIONAL MATCH (a)-[:HELD_AT]->(v:Venue)
WITH a, weekday, what, sources, row_id, counterpart, v.name AS place ORDER BY place, v.id
WITH a, weekday, what, sources, row_id, counterpart, collect(place) AS venue
RETURN a.signed_on AS signed_on, weekday, what, counterpart, venue, a.name AS agreement, sources
ORDER BY a.signed_on, what, row_id
