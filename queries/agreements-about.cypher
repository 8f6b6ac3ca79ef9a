// title: Agreements about a topic
// description: Agreements that are reported to be about a topic, newest first.
// why: Who else promised the same makes a comparison.
// topic: agreements
// parameters:
//   topic: {type: "entity:Topic", help: "Topic, as `kg query run topics` lists them", example: magang mahasiswa}
//   limit: {type: integer, default: 100, help: At most so many agreements}
// columns:
//   signed_on: {type: text, help: Date as far as known}
//   status: {type: text, help: "signed, renewed or planned"}
//   parties: {type: list, help: All parties}
//   agreement: {type: text, help: Name of the agreement}
//   sources: {type: sources, help: One or more of these report the agreement}
// coverage: Only agreements whose topics are reported.
// translations:
//   id:
//     title: Kesepakatan tentang suatu topik
//     description: >-
//       Kesepakatan yang diberitakan menyangkut suatu topik, yang terbaru lebih dulu.
//     coverage: >-
//       Hanya kesepakatan yang topiknya diberitakan.
MATCH (:Topic {id: $topic})<-[:ABOUT]-(a:Agreement)
WITH a ORDER BY coalesce(a.signed_on, '') DESC, a.id LIMIT $limit
OPTIONAL MATCH (i:Institution)-[:PARTY_TO]->(a)
WITH a, i.name AS party ORDER BY party, i.id
WITH a, collect(party) AS parties
RETURN a.signed_on AS signed_on, a.status AS status, parties, a.name AS agreement, a.sources AS sources
ORDER BY coalesce(a.signed_on, '') DESC, a.id
