// title: What agreements are about
// description: Topics of agreements, most frequent first.
// why: It shows what a watchdog promises to work on, and what it never mentions.
// topic: agreements
// parameters:
//   limit: {type: integer, default: 50, help: At most so many topics}
// columns:
//   topic: {type: text, help: Topic}
//   agreements: {type: integer, help: "Agreements about it, planned ones included"}
//   first: {type: text, help: Earliest date of signing}
//   last: {type: text, help: Latest date of signing}
//   sources: {type: sources, help: One or more of these report each agreement}
// coverage: Topics as reported; an agreement with none reported is missing.
// translations:
//   id:
//     title: Tentang apa kesepakatan dibuat
//     description: >-
//       Topik kesepakatan, yang paling sering lebih dulu.
//     coverage: >-
//       Topik sebagaimana diberitakan; kesepakatan yang topiknya tidak diberitakan tidak ada di sini.
MATCH (t:Topic)<-[:ABOUT]-(a:Agreement)
WITH t.id AS topic_id, t.name AS topic, a.signed_on AS day, a.sources AS cited
WITH topic_id, topic, count(*) AS agreements, min(day) AS first, max(day) AS last, collect(DISTINCT cited) AS sources
RETURN topic, agreements, first, last, sources
ORDER BY agreements DESC, topic, topic_id LIMIT $limit
