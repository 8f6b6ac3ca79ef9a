// title: Scores before and after the first agreement
// description: >-
//   Counterparts with scores on one scale both before and after the year of their first concluded agreement: the
//   last score before it and the first one after it.
// why: Whether signing with the watchdog goes with better service is the question behind every memorandum.
// topic: scores
// columns:
//   counterpart: {type: text, help: The government assessed}
//   first_agreement: {type: text, help: Date of the first concluded agreement recorded}
//   scale: {type: text, help: The one scale of both scores}
//   before_year: {type: integer, help: Year of the last score before the year of signing}
//   before: {type: number, help: That score}
//   after_year: {type: integer, help: Year of the first score after the year of signing}
//   after: {type: number, help: That score}
//   change: {type: number, digits: 2, help: After minus before}
//   conflicts: {type: list, help: "What sources say otherwise, each as 'property | value | source'"}
//   sources: {type: sources, help: One or more of these report the scores and the agreement}
// coverage: >-
//   Each row is one case, and shows no effect: what comes after an agreement need not come from it. Scores of the
//   year of signing are left out, and scores on different scales are never compared. An agreement of no known date
//   does not count, though it may have been the first.
// translations:
//   id:
//     title: Nilai sebelum dan sesudah kesepakatan pertama
//     description: >-
//       Mitra yang punya nilai pada satu skala baik sebelum maupun sesudah tahun kesepakatan pertamanya: nilai
//       terakhir sebelumnya dan nilai pertama sesudahnya.
//     coverage: >-
//       Tiap baris adalah satu kasus dan tidak menunjukkan pengaruh: yang terjadi sesudah kesepakatan belum tentu
//       disebabkan olehnya. Nilai pada tahun penandatanganan tidak disertakan, dan nilai dari skala berbeda tidak
//       pernah dibandingkan. Kesepakatan tanpa tanggal tidak dihitung, meskipun mungkin itu yang pertama.
MATCH (i:Institution)-[:PARTY_TO]->(a:Agreement)
WHERE coalesce(a.status, '') <> 'planned' AND NOT coalesce(i.kind, '') IN ['ombudsman', 'ombudsman_office']
WITH i.id AS party_id, a.signed_on AS day
WITH party_id, min(day) AS first_agreement
WHERE first_agreement IS NOT NULL
WITH party_id, first_agreement, toInteger(left(first_agreement, 4)) AS signing_year
MATCH (:Institution {id: party_id})<-[:RESULT_FOR]-(x:Assessment)
WHERE x.score IS NOT NULL AND x.year < signing_year
WITH party_id, first_agreement, signing_year, x.scale AS scale, max(x.year) AS before_year
MATCH (:Institution {id: party_id})<-[:RESULT_FOR]-(y:Assessment {scale: scale})
WHERE y.score IS NOT NULL AND y.year > signing_year
WITH party_id, first_agreement, scale, before_year, min(y.year) AS after_year
MATCH (i:Institution {id: party_id})<-[:RESULT_FOR]-(b:Assessment {scale: scale, year: before_year})
MATCH (i)<-[:RESULT_FOR]-(c:Assessment {scale: scale, year: after_year})
MATCH (i)-[:PARTY_TO]->(a:Agreement {signed_on: first_agreement})
WITH i.name AS counterpart, first_agreement, scale, b, c, collect(a.sources) AS agreed
RETURN counterpart, first_agreement, scale, b.year AS before_year, b.score AS before,
  c.year AS after_year, c.score AS after, c.score - b.score AS change,
  b.conflicts + c.conflicts AS conflicts, [b.sources, c.sources] + agreed AS sources
ORDER BY first_agreement, counterpart, scale, b.id, c.id
