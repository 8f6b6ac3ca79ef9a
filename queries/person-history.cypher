// title: What a person took part in
// description: >-
//   Everything recorded of a person in order of time: agreements signed, witnessed and attended, for whom they stood
//   in and who stood in for them, offices held, party membership.
// why: The first look at anybody whose name turns up.
// topic: people
// parameters:
//   person: {type: "entity:Person", help: "A person's name, with or without titles", example: Achmad Husein}
//   limit: {type: integer, default: 500, help: At most so many rows}
// columns:
//   seen_on: {type: text, help: "Date as far as known; of an office the first day on which a source shows it"}
//   until: {type: text, help: Of an office the last day on which a source shows it}
//   what: {type: text, help: "signed, witnessed, attended, stood in for, was stood in for by (announced: of what was only planned), held office, was a member of"}
//   of_what: {type: text, help: "The agreement, or the other person, or the institution"}
//   role: {type: text, help: "Office held, as of that day"}
//   acting: {type: text, help: "Pj, Plt, Pjs or Plh when held in an acting capacity"}
//   institution: {type: text, help: Where the office was held}
//   sources: {type: sources, help: One or more of these report it}
// coverage: >-
//   First and last sighting are not the start and end of a term. People of one name are only taken for one person
//   where their office or jurisdiction agrees; see `namesakes`.
// translations:
//   id:
//     title: Keikutsertaan seseorang
//     headings: {seen_on: Tanggal}
//     description: >-
//       Semua yang tercatat tentang seseorang menurut urutan waktu: kesepakatan yang ditandatangani, disaksikan, dan
//       dihadiri, siapa yang diwakilinya dan siapa yang mewakilinya, jabatan, keanggotaan partai.
//     coverage: >-
//       Pertama dan terakhir terlihat bukan awal dan akhir masa jabatan. Orang yang senama hanya dianggap satu orang
//       bila jabatan atau wilayah kerjanya cocok; lihat `namesakes`.
MATCH (p:Person {id: $person})
CALL (p) {
  MATCH (p)-[r:SIGNED|WITNESSED|ATTENDED]->(a:Agreement)
  WITH r, a, r.institution AS office
  OPTIONAL MATCH (i:Institution {id: office})
  RETURN a.signed_on AS seen_on, null AS until,
    CASE type(r) WHEN 'SIGNED' THEN 'signed' WHEN 'WITNESSED' THEN 'witnessed' ELSE 'attended' END
      + CASE a.status WHEN 'planned' THEN ' (announced)' ELSE '' END AS what,
    a.name AS of_what, r.role AS role, r.acting AS acting, i.name AS institution, r.sources AS sources, r.id AS row_id
UNION ALL
  MATCH (p)-[r:REPRESENTED]->(x:Person|Institution)
  WITH r, x, r.agreement AS occasion
  OPTIONAL MATCH (a:Agreement {id: occasion})
  RETURN a.signed_on AS seen_on, null AS until,
    'stood in for' + CASE a.status WHEN 'planned' THEN ' (announced)' ELSE '' END AS what, x.name AS of_what,
    null AS role, null AS acting, null AS institution, r.sources AS sources, r.id AS row_id
UNION ALL
  MATCH (p)<-[r:REPRESENTED]-(x:Person)
  WITH r, x, r.agreement AS occasion
  OPTIONAL MATCH (a:Agreement {id: occasion})
  RETURN a.signed_on AS seen_on, null AS until,
    'was stood in for by' + CASE a.status WHEN 'planned' THEN ' (announced)' ELSE '' END AS what, x.name AS of_what,
    null AS role, null AS acting, null AS institution, r.sources AS sources, r.id AS row_id
UNION ALL
  MATCH (p)-[r:HOLDS]->(i:Institution)
  RETURN r.first_seen AS seen_on, r.last_seen AS until, 'held office' AS what, i.name AS of_what,
    r.role AS role, r.acting AS acting, i.name AS institution, r.sources AS sources, r.id AS row_id
UNION ALL
  MATCH (p)-[r:MEMBER_OF]->(i:Institution)
  RETURN null AS seen_on, null AS until, 'was a member of' AS what, i.name AS of_what,
    null AS role, null AS acting, null AS institution, r.sources AS sources, r.id AS row_id
}
RETURN seen_on, until, what, of_what, role, acting, institution, sources
ORDER BY seen_on, what, of_what, row_id LIMIT $limit
