// title: Terms of office that overlap
// description: >-
//   Two people seen in one office of one institution over the same time, one person seen in bodies of two regions over
//   the same time, and one person in two offices of one institution that both have one seat. It is impossible where
//   both hold an office of one seat in full, and possible else.
// why: What cannot be is a mistake in a source, two people taken for one, or one person taken for two.
// topic: people
// parameters:
//   which: {type: choice, one_of: [impossible, all], default: impossible, help: "Only what cannot be, or also what can: several seats, or one of the two acting", example: all}
//   institution: {type: "entity:Institution", default: null, help: Only terms in this institution, example: Ombudsman Republik Indonesia}
//   limit: {type: integer, default: 200, help: At most so many pairs}
// columns:
//   verdict: {type: text, help: "impossible or possible"}
//   because: {type: text, help: "two people in one office, or one person in two regions or offices; and what makes it possible"}
//   person: {type: text, help: "Who was seen in office, first by sighting"}
//   office: {type: text, help: "The office: how held when acting, role, institution"}
//   seen: {type: text, help: First and last day on which a source shows them there}
//   other_person: {type: text, help: The other person; the same where one was seen in two regions or offices}
//   other_office: {type: text, help: The office of the other term}
//   other_seen: {type: text, help: First and last sighting of the other term}
//   sources: {type: sources, help: One or more of these show the first term}
//   other_sources: {type: sources, help: One or more of these show the other term}
// coverage: >-
//   Only what is certain by the sightings: a month or year stands for its last day where a term begins and for its
//   first day where it ends, and two who were seen on one same day only may have handed over that day. Somebody who
//   left and came back looks like an overlap with whoever held the office between.
// translations:
//   id:
//     title: Masa jabatan yang bertumpang tindih
//     description: >-
//       Dua orang yang terlihat dalam satu jabatan di satu lembaga pada waktu yang sama, satu orang yang terlihat di
//       lembaga dua wilayah pada waktu yang sama, dan satu orang dalam dua jabatan tunggal di satu lembaga. Itu
//       mustahil bila keduanya memegang jabatan tunggal secara definitif, dan mungkin bila tidak.
//     coverage: >-
//       Hanya yang pasti menurut hari terlihat: bulan atau tahun berarti hari terakhirnya bila masa itu mulai dan hari
//       pertamanya bila masa itu berakhir, dan dua orang yang terlihat hanya pada satu hari yang sama mungkin
//       melakukan serah terima pada hari itu. Orang yang pergi lalu kembali tampak bertumpang tindih dengan siapa pun
//       yang menjabat di antaranya.
CALL () {
  MATCH (p:Person)-[h:HOLDS]->(i:Institution)<-[g:HOLDS]-(q:Person)
  WHERE ($institution IS NULL OR i.id = $institution) AND p.id <> q.id AND h.role = g.role
    AND h.first_seen <= g.last_seen AND g.first_seen <= h.last_seen
    AND (h.first_seen < g.first_seen OR (h.first_seen = g.first_seen AND h.id < g.id))
    AND ($which = 'all' OR (h.one_seat = true AND g.one_seat = true AND h.acting IS NULL AND g.acting IS NULL))
  RETURN 'two people in one office' AS sort, h, p, i, g, q, i AS j
UNION ALL
  MATCH (i:Institution)<-[h:HOLDS]-(p:Person)-[g:HOLDS]->(j:Institution)
  WHERE ($institution IS NULL OR $institution IN [i.id, j.id]) AND i.region <> j.region
    AND h.first_seen <= g.last_seen AND g.first_seen <= h.last_seen
    AND (h.first_seen < g.first_seen OR (h.first_seen = g.first_seen AND h.id < g.id))
    AND ($which = 'all' OR (h.one_seat = true AND g.one_seat = true AND h.acting IS NULL AND g.acting IS NULL))
  RETURN 'one person in two regions' AS sort, h, p, i, g, p AS q, j
UNION ALL
  MATCH (p:Person)-[h:HOLDS]->(i:Institution)<-[g:HOLDS]-(q:Person)
  WHERE ($institution IS NULL OR i.id = $institution) AND p.id = q.id AND h.role <> g.role
    AND h.first_seen <= g.last_seen AND g.first_seen <= h.last_seen
    AND (h.first_seen < g.first_seen OR (h.first_seen = g.first_seen AND h.id < g.id))
    AND h.one_seat = true AND g.one_seat = true AND h.acting IS NULL AND g.acting IS NULL
  RETURN 'one person in two offices' AS sort, h, p, i, g, q, i AS j
}
UNWIND h.seen_on AS day
WITH sort, h, p, i, g, q, j,
  min(CASE size(day) WHEN 4 THEN day + '-12-31' WHEN 7 THEN day + '-31' ELSE day END) AS came_by,
  max(CASE size(day) WHEN 4 THEN day + '-01-01' WHEN 7 THEN day + '-01' ELSE day END) AS there_on
UNWIND g.seen_on AS day
WITH sort, h, p, i, g, q, j, came_by, there_on,
  min(CASE size(day) WHEN 4 THEN day + '-12-31' WHEN 7 THEN day + '-31' ELSE day END) AS other_came_by,
  max(CASE size(day) WHEN 4 THEN day + '-01-01' WHEN 7 THEN day + '-01' ELSE day END) AS other_there_on
WHERE came_by < other_there_on AND other_came_by < there_on
WITH sort, h, p, i, g, q, j, CASE
    WHEN h.acting IS NOT NULL OR g.acting IS NOT NULL THEN ', one acting'
    WHEN h.one_seat IS NULL OR g.one_seat IS NULL THEN ', not known to have one seat'
    ELSE ''
  END AS excuse
RETURN CASE excuse WHEN '' THEN 'impossible' ELSE 'possible' END AS verdict, sort + excuse AS because,
  p.name AS person, coalesce(h.acting + ' ', '') + coalesce(h.role + ', ', '') + i.name AS office,
  h.first_seen + CASE WHEN h.last_seen <> h.first_seen THEN ' to ' + h.last_seen ELSE '' END AS seen,
  q.name AS other_person, coalesce(g.acting + ' ', '') + coalesce(g.role + ', ', '') + j.name AS other_office,
  g.first_seen + CASE WHEN g.last_seen <> g.first_seen THEN ' to ' + g.last_seen ELSE '' END AS other_seen,
  h.sources AS sources, g.sources AS other_sources
ORDER BY verdict, because, person, office, other_person, other_office, h.id, g.id LIMIT $limit
