// title: Venues and what was signed there
// description: Places at which agreements were signed, those with most first.
// why: Whether the watchdog goes to its counterparts, or receives them, says something about the two.
// topic: events
// parameters:
//   venue: {type: "entity:Venue", default: null, help: Only this venue}
//   limit: {type: integer, default: 100, help: At most so many venues}
// columns:
//   venue: {type: text, help: Name of the venue as sources write it}
//   place: {type: text, help: Town or regency}
//   agreements: {type: integer, help: Concluded agreements signed there}
//   first: {type: text, help: Earliest date}
//   last: {type: text, help: Latest date}
//   counterparts: {type: list, help: Parties on the side that is not the Ombudsman's}
//   sources: {type: sources, help: One or more of these report each agreement}
// coverage: Agreements whose venue is not known are left out. One building may stand here under several names.
// translations:
//   id:
//     title: Tempat dan apa yang ditandatangani di sana
//     headings: {place: Kota atau kabupaten}
//     description: >-
//       Tempat kesepakatan ditandatangani, yang terbanyak lebih dulu.
//     coverage: >-
//       Kesepakatan yang tempatnya tidak diketahui tidak disertakan. Satu gedung mungkin ada di sini dengan beberapa
//       nama.
MATCH (v:Venue)<-[:HELD_AT]-(a:Agreement)
WHERE coalesce(a.status, '') <> 'planned' AND ($venue IS NULL OR v.id = $venue)
OPTIONAL MATCH (i:Institution)-[:PARTY_TO]->(a)
WHERE NOT coalesce(i.kind, '') IN ['ombudsman', 'ombudsman_office']
WITH v.id AS venue_id, v.name AS venue, v.place AS place, a.id AS agreement_id, a.signed_on AS day,
  a.sources AS cited, i.name AS party
  ORDER BY party, i.id
WITH venue_id, venue, place, count(DISTINCT agreement_id) AS agreements, min(day) AS first, max(day) AS last,
  collect(DISTINCT party) AS counterparts, collect(DISTINCT cited) AS sources
RETURN venue, place, agreements, first, last, counterparts, sources
ORDER BY agreements DESC, venue, place, venue_id LIMIT $limit
