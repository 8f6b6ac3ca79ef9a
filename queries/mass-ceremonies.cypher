// title: Ceremonies with many parties
// description: Ceremonies at which several agreements were signed, the largest first.
// why: A signing by the dozen raises the question of what each party really agreed to.
// topic: events
// parameters:
//   least: {type: integer, default: 3, help: At least so many agreements}
// columns:
//   ceremony: {type: text, help: Name of the ceremony}
//   held_on: {type: text, help: Date as far as known}
//   agreements: {type: integer, help: Agreements signed there}
//   counterparts: {type: list, help: Parties on the side that is not the Ombudsman's}
//   venue: {type: list, help: Where it took place}
//   sources: {type: sources, help: One or more of these report it}
// coverage: Counterparts that a report only counts are left out, so a ceremony may have been larger.
// translations:
//   id:
//     title: Acara dengan banyak pihak
//     description: >-
//       Acara tempat beberapa kesepakatan ditandatangani, yang terbesar lebih dulu.
//     coverage: >-
//       Mitra yang dalam berita hanya disebut jumlahnya tidak disertakan, jadi acaranya mungkin lebih besar.
MATCH (c:Ceremony)<-[:PART_OF]-(a:Agreement)
WHERE coalesce(a.status, '') <> 'planned'
WITH c, count(DISTINCT a.id) AS agreements
WHERE agreements >= $least
MATCH (c)<-[:PART_OF]-(a:Agreement)<-[:PARTY_TO]-(i:Institution)
WHERE coalesce(a.status, '') <> 'planned' AND NOT coalesce(i.kind, '') IN ['ombudsman', 'ombudsman_office']
WITH c, agreements, i.name AS party ORDER BY party, i.id
WITH c, agreements, collect(DISTINCT party) AS counterparts
OPTIONAL MATCH (c)-[:HELD_AT]->(v:Venue)
WITH c, agreements, counterparts, v.name AS place ORDER BY place, v.id
WITH c, agreements, counterparts, collect(DISTINCT place) AS venue
RETURN c.name AS ceremony, c.held_on AS held_on, agreements, counterparts, venue, c.sources AS sources
ORDER BY agreements DESC, c.held_on, c.id
