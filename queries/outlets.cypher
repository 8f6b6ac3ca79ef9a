// title: Outlets that the records rest on
// description: Outlets by the number of agreements and assessments that they report, and how many rest on them alone.
// why: A collection that rests on few outlets sees what they see.
// topic: evidence
// parameters:
//   limit: {type: integer, default: 50, help: At most so many outlets}
// columns:
//   outlet: {type: text, help: "Name of the outlet, or 'not named'"}
//   reports: {type: integer, help: Different sources of this outlet}
//   agreements: {type: integer, help: Agreements that they report}
//   assessments: {type: integer, help: Results of assessments that they report}
//   on_it_alone: {type: integer, help: Agreements and assessments with no source elsewhere}
//   sources: {type: sources, help: The sources of this outlet}
// key: [outlet]
// coverage: Names of outlets as recorded; one house may appear under several.
// translations:
//   id:
//     title: Media yang mendasari catatan
//     description: >-
//       Media menurut jumlah kesepakatan dan penilaian yang diberitakannya, dan berapa yang bersandar pada media itu
//       saja.
//     coverage: >-
//       Nama media sebagaimana tercatat; satu penerbit bisa muncul dengan beberapa nama.
MATCH (s:Source)<-[:REPORTED_IN]-(n:Agreement|Assessment)
WITH coalesce(s.outlet, 'not named') AS outlet, s.id AS source, n.id AS record, n:Agreement AS is_agreement,
  size(n.sources) AS every
WITH outlet, record, is_agreement, every, count(DISTINCT source) AS here, collect(source) AS sources
WITH outlet, count(CASE WHEN is_agreement THEN 1 END) AS agreements,
  count(CASE WHEN NOT is_agreement THEN 1 END) AS assessments,
  count(CASE WHEN here = every THEN 1 END) AS on_it_alone, collect(sources) AS lists
UNWIND lists AS list
UNWIND list AS source
WITH outlet, agreements, assessments, on_it_alone, source ORDER BY source
WITH outlet, agreements, assessments, on_it_alone, collect(DISTINCT source) AS sources
RETURN outlet, size(sources) AS reports, agreements, assessments, on_it_alone, sources
ORDER BY agreements + assessments DESC, outlet LIMIT $limit
