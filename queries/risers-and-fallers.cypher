// title: Biggest risers and fallers
// description: >-
//   The largest changes between two scores of one government that follow each other on one scale, risers and
//   fallers together.
// why: A jump of thirty points in a year wants an explanation, in either direction.
// topic: scores
// parameters:
//   scale: {type: choice, one_of: [compliance, quality, maladministration], default: quality, help: Scores are only compared within one scale}
//   direction: {type: choice, one_of: [both, up, down], default: both, help: Only risers or only fallers}
//   limit: {type: integer, default: 20, help: At most so many changes}
// columns:
//   institution: {type: text, help: The government assessed}
//   scale: {type: text, help: The scale of both scores}
//   from_year: {type: integer, help: Year of the earlier score}
//   from_score: {type: number, help: The earlier score}
//   to_year: {type: integer, help: Year of the next score recorded}
//   to_score: {type: number, help: That score}
//   change: {type: number, digits: 2, help: Later minus earlier}
//   conflicts: {type: list, help: "What sources say otherwise, each as 'property | value | source'"}
//   sources: {type: sources, help: One or more of these report the scores}
// coverage: Only this scale, and governments with two scores recorded on it; years between them may be missing.
// translations:
//   id:
//     title: Kenaikan dan penurunan terbesar
//     description: >-
//       Perubahan terbesar antara dua nilai berurutan satu pemerintah pada satu skala, naik dan turun bersama-sama.
//     coverage: >-
//       Hanya skala ini, dan pemerintah dengan dua nilai yang tercatat pada skala itu; tahun di antaranya mungkin
//       tidak tercatat.
MATCH (i:Institution)<-[:RESULT_FOR]-(x:Assessment {scale: $scale})
WHERE x.score IS NOT NULL
MATCH (i)<-[:RESULT_FOR]-(later:Assessment {scale: $scale})
WHERE later.score IS NOT NULL AND later.year > x.year
WITH i, x, min(later.year) AS next_year
MATCH (i)<-[:RESULT_FOR]-(y:Assessment {scale: $scale, year: next_year})
WHERE y.score IS NOT NULL
  AND ($direction = 'both' OR ($direction = 'up' AND y.score > x.score) OR ($direction = 'down' AND y.score < x.score))
RETURN i.name AS institution, x.scale AS scale, x.year AS from_year, x.score AS from_score, y.year AS to_year,
  y.score AS to_score, y.score - x.score AS change, x.conflicts + y.conflicts AS conflicts, [x.sources, y.sources] AS sources
ORDER BY abs(y.score - x.score) DESC, i.name, x.id, y.id LIMIT $limit
