// title: Who followed whom in office
// description: >-
//   The holders of each office of an institution, or of the bodies that govern a region or sit in it, as terms in order
//   of time: first and last sighting, in full or acting, whom they follow, and the gap between the two.
// why: Who was in charge when, and when nobody or only a stand-in was, explains what was signed and what was left.
// topic: people
// parameters:
//   of: {type: "entity:Institution|Region", help: "Government, office, university ..., or a region", example: Provinsi Bali}
//   role: {type: text, default: null, help: "Only this office, such as Gubernur"}
//   limit: {type: integer, default: 200, help: At most so many terms}
// columns:
//   institution: {type: text, help: Where the office is held}
//   role: {type: text, help: The office}
//   person: {type: text, help: Who was seen in it}
//   held: {type: text, help: "full, or Pj, Plt, Pjs or Plh when acting"}
//   first_seen: {type: text, help: First day of the term on which a source shows them in office}
//   last_seen: {type: text, help: Last such day before somebody else was seen in the office}
//   follows: {type: text, help: "Who was seen in the office before, and how when acting; only of offices known to have one seat"}
//   gap_days: {type: integer, help: "Fewest days between that last sighting and this first one: a month or year stands for the nearest of its days"}
//   again: {type: boolean, help: "Whether they were seen in the office before those whom they follow: back in office, or a mistake"}
//   sources: {type: sources, help: One or more of these show them in office}
// coverage: >-
//   Sightings in the sources, not terms of office; who was never mentioned, or on no known day, is missing.
//   `overlapping-terms` lists holders whose sightings cannot all be right.
// translations:
//   id:
//     title: Siapa menggantikan siapa dalam jabatan
//     description: >-
//       Pemegang tiap jabatan di suatu lembaga, atau di lembaga yang memerintah atau berkedudukan di suatu wilayah,
//       menurut urutan waktu: pertama dan terakhir terlihat, definitif atau sementara, siapa yang digantikan, dan jeda
//       di antaranya.
//     coverage: >-
//       Hari terlihat dalam sumber, bukan masa jabatan; siapa yang tidak pernah disebut, atau tidak diketahui harinya,
//       tidak ada di sini. `overlapping-terms` mencantumkan pemegang jabatan yang hari terlihatnya tidak mungkin
//       semuanya benar.
CALL () {
  MATCH (i:Institution {id: $of}) RETURN i
UNION
  MATCH (i:Institution)-[:GOVERNS|LOCATED_IN]->(:Region {id: $of}) RETURN i
}
MATCH (i)<-[h:HOLDS]-(p:Person)
WHERE $role IS NULL OR replace(toLower(h.role), ' ', '') = replace(toLower($role), ' ', '')
UNWIND h.seen_on AS day
WITH i, h, p, day, coalesce(h.one_seat, false) AS alone
WHERE NOT any(other IN h.seen_on WHERE other <> day AND other STARTS WITH day)
WITH i, h, p, day, alone
ORDER BY CASE WHEN alone THEN day ELSE h.first_seen END, h.first_seen, h.last_seen, h.id, day
WITH i.id AS body_id, i.name AS institution, h.role AS role, alone,
  collect({id: h.id, day: day, name: p.name, acting: h.acting, sources: h.sources}) AS seen
UNWIND range(0, size(seen) - 1) AS n
WITH body_id, institution, role, alone, seen, n
WHERE n = 0 OR seen[n].id <> seen[n - 1].id
WITH body_id, institution, role, alone, seen, n ORDER BY n
WITH body_id, institution, role, alone, seen, collect(n) AS firsts
UNWIND range(0, size(firsts) - 1) AS place
WITH body_id, institution, role, alone, seen, place, firsts[place] AS n,
  coalesce(firsts[place + 1], size(seen)) - 1 AS last
WITH body_id, institution, role, place, seen[n] AS term, seen[last].day AS last_seen,
  CASE WHEN alone AND place > 0 THEN seen[n - 1] END AS former,
  alone AND any(k IN range(0, n - 1) WHERE k < n AND seen[k].id = seen[n].id) AS again
WITH body_id, institution, role, place, term, last_seen, former, again,
  CASE size(former.day)
    WHEN 4 THEN date(former.day + '-12-31')
    WHEN 7 THEN date(former.day + '-01') + duration({months: 1}) - duration({days: 1})
    WHEN 10 THEN date(former.day)
  END AS left_on,
  CASE size(term.day)
    WHEN 4 THEN date(term.day + '-01-01') WHEN 7 THEN date(term.day + '-01') WHEN 10 THEN date(term.day)
  END AS came_on
RETURN institution, role, term.name AS person, coalesce(term.acting, 'full') AS held,
  term.day AS first_seen, last_seen, former.name + coalesce(' (' + former.acting + ')', '') AS follows,
  CASE WHEN left_on > came_on THEN 0 ELSE duration.inDays(left_on, came_on).days END AS gap_days,
  again, term.sources AS sources
ORDER BY institution, body_id, role, place, term.id LIMIT $limit
