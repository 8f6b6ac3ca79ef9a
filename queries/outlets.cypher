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
MATCH (s:Source)<-[:REPORTED_IN]-(n:Agreement|Assessment)
WITH coalesce(s.outlet, 'not named') AS outlet, s, n, n:Agreement AS is_agreement ORDER BY s.id
WITH outlet, n, is_agreement, count(DISTINCT s) AS here, collect(s.id) AS ids
WITH outlet, collect(ids) AS sources,
  count(DISTINCT CASE WHEN is_agreement THEN n.id END) AS agreements,
  count(DISTINCT CASE WHEN NOT is_agreement THEN n.id END) AS assessments,
  count(DISTINCT CASE WHEN here = size(n.sources) THEN n.id END) AS on_it_alone
UNWIND sources AS some
UNWIND some AS source
WITH outlet, agreements, assessments, on_it_alone, collect(DISTINCT source) AS sources
RETURN outlet, size(sources) AS reports, agreements, assessments, on_it_alone, sources
ORDER BY agreements + assessments DESC, outlet LIMIT $limit
