// title: What happened on a day
// description: >-
//   Agreements signed or planned for a day, officials that a source shows in office on it, and reports published on
//   it. Agreements of which only the month or year is known are listed with that month or year.
// why: For a chronology, and to see what else was going on.
// topic: events
// parameters:
//   day: {type: date, help: The day, example: 2024-04-02}
//   limit: {type: integer, default: 200, help: At most so many rows}
// columns:
//   date: {type: text, help: The date as far as it is known}
//   what: {type: text, help: "agreement signed, agreement planned, seen in office, report published"}
//   about: {type: text, help: "The agreement; the person, office and institution; or the headline"}
//   sources: {type: sources, help: One or more of these report it}
// coverage: Only what the sources date; an empty answer does not mean that nothing happened.
// translations:
//   id:
//     title: Apa yang terjadi pada suatu hari
//     description: >-
//       Kesepakatan yang ditandatangani atau direncanakan pada hari itu, pejabat yang menurut sumber menjabat pada
//       hari itu, dan berita yang terbit pada hari itu. Kesepakatan yang hanya diketahui bulan atau tahunnya
//       dicantumkan pada bulan atau tahun itu.
//     coverage: >-
//       Hanya yang diberi tanggal oleh sumber; jawaban kosong tidak berarti tidak terjadi apa-apa.
CALL () {
  MATCH (a:Agreement)-[:SIGNED_ON]->(d:Date)
  WHERE d.name IN [toString($day), left(toString($day), 7), left(toString($day), 4)]
  RETURN d.name AS date, CASE a.status WHEN 'planned' THEN 'agreement planned' ELSE 'agreement signed' END AS what,
    a.name AS about, a.sources AS sources, a.id AS row_id
UNION ALL
  MATCH (p:Person)-[h:HOLDS]->(i:Institution)
  WHERE toString($day) IN h.seen_on
  RETURN toString($day) AS date, 'seen in office' AS what,
    p.name + coalesce(', ' + coalesce(h.acting + ' ', '') + h.role, '') + ', ' + i.name AS about,
    h.sources AS sources, h.id AS row_id
UNION ALL
  MATCH (s:Source)
  WHERE s.published = toString($day)
  RETURN s.published AS date, 'report published' AS what, coalesce(s.outlet + ': ', '') + coalesce(s.headline, s.name) AS about,
    [s.id] AS sources, s.id AS row_id
}
RETURN date, what, about, sources
ORDER BY what, date DESC, about, row_id LIMIT $limit
