// title: Facts with only one source
// description: Agreements, results of assessments or offices that rest on a single source, or on several that print one text.
// why: One source is one mistake away from a correction; these are the facts to check first.
// topic: evidence
// parameters:
//   what: {type: choice, one_of: [agreement, assessment, office], default: agreement, help: Which sort of fact}
//   limit: {type: integer, default: 200, help: At most so many facts}
// columns:
//   what: {type: text, help: "agreement, assessment or office"}
//   about: {type: text, help: "The agreement or assessment; or the person, office and institution"}
//   date: {type: text, help: "Date of signing, year assessed or first sighting"}
//   outlet: {type: text, help: "Outlet of the only source, or of the first that prints the text"}
//   sources: {type: sources, help: "The only source, or all that print its text"}
// coverage: A fact with several sources may still rest on one of them for a single value; records do not say which.
// translations:
//   id:
//     title: Fakta dengan satu sumber saja
//     description: >-
//       Kesepakatan, hasil penilaian, atau jabatan yang bersandar pada satu sumber saja, atau pada beberapa sumber
//       yang memuat naskah yang sama.
//     coverage: >-
//       Fakta dengan beberapa sumber masih mungkin bersandar pada satu di antaranya untuk suatu nilai; catatan tidak
//       menyebut yang mana.
CALL () {
  MATCH (n:Agreement)
  WHERE $what = 'agreement' AND coalesce(n.voices, size(n.sources)) = 1
  RETURN 'agreement' AS what, n.name AS about, n.signed_on AS date, n.sources AS sources, n.id AS row_id
UNION ALL
  MATCH (n:Assessment)
  WHERE $what = 'assessment' AND coalesce(n.voices, size(n.sources)) = 1
  RETURN 'assessment' AS what, n.name AS about, toString(n.year) AS date, n.sources AS sources, n.id AS row_id
UNION ALL
  MATCH (p:Person)-[h:HOLDS]->(i:Institution)
  WHERE $what = 'office' AND coalesce(h.voices, size(h.sources)) = 1
  RETURN 'office' AS what, p.name + coalesce(', ' + coalesce(h.acting + ' ', '') + h.role, '') + ', ' + i.name AS about,
    h.first_seen AS date, h.sources AS sources, h.id AS row_id
}
WITH what, about, date, sources, row_id, sources[0] AS only
ORDER BY date, about, row_id LIMIT $limit
OPTIONAL MATCH (s:Source {id: only})
RETURN what, about, date, s.outlet AS outlet, sources
ORDER BY date, about, row_id
