// title: Facts on which sources disagree
// description: Values that a source states otherwise than the graph has them, beside the value that stands.
// why: Where reports differ, one of them is wrong, and a reader will ask which.
// topic: evidence
// parameters:
//   limit: {type: integer, default: 200, help: At most so many disagreements}
// columns:
//   about: {type: text, help: What the fact is about}
//   property: {type: text, help: Which of its properties}
//   stands: {type: value, help: The better supported value}
//   also_said: {type: text, help: The other value}
//   said_by: {type: sources, help: Who says otherwise}
//   sources: {type: sources, help: All sources of what the fact is about}
// coverage: Only disagreements that were noticed when records were made or joined.
CALL () {
  MATCH (n:Agreement|Assessment)
  WHERE size(n.conflicts) > 0
  UNWIND n.conflicts AS conflict
  WITH n, conflict, split(conflict, ' | ') AS parts
  RETURN n.name AS about, parts[0] AS property,
    CASE parts[0]
      WHEN 'signed_on' THEN n.signed_on
      WHEN 'term_years' THEN n.term_years
      WHEN 'kind' THEN n.kind
      WHEN 'status' THEN n.status
      WHEN 'number' THEN n.number
      WHEN 'score' THEN n.score
      WHEN 'zone' THEN n.zone
      WHEN 'category' THEN n.category
      WHEN 'scale' THEN n.scale
    END AS stands,
    parts[1] AS also_said, [parts[size(parts) - 1]] AS said_by, n.sources AS sources, n.id + conflict AS row_id
UNION ALL
  MATCH (n:Institution|Person|Ceremony|Venue)
  WHERE size(n.conflicts) > 0
  UNWIND n.conflicts AS conflict
  WITH n, conflict, split(conflict, ' | ') AS parts
  RETURN n.name AS about, parts[0] AS property,
    CASE parts[0] WHEN 'kind' THEN n.kind WHEN 'region' THEN n.region WHEN 'held_on' THEN n.held_on WHEN 'place' THEN n.place END AS stands,
    parts[1] AS also_said, [parts[size(parts) - 1]] AS said_by, n.sources AS sources, n.id + conflict AS row_id
UNION ALL
  MATCH (p:Person)-[r:SIGNED|WITNESSED|ATTENDED|HOLDS]->(x:Agreement|Institution)
  WHERE size(r.conflicts) > 0
  UNWIND r.conflicts AS conflict
  WITH p, r, x, conflict, split(conflict, ' | ') AS parts
  RETURN p.name + ', ' + x.name AS about, parts[0] AS property,
    CASE parts[0] WHEN 'role' THEN r.role WHEN 'acting' THEN r.acting END AS stands,
    parts[1] AS also_said, [parts[size(parts) - 1]] AS said_by, r.sources AS sources, r.id + conflict AS row_id
}
RETURN about, property, stands, also_said, said_by, sources
ORDER BY about, property, also_said, row_id LIMIT $limit
