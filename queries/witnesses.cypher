// title: Witnesses
// description: Everybody who is said to have witnessed the signing of an agreement, newest first.
// why: Witnesses lend weight to an agreement and can be asked about it.
// topic: people
// parameters:
//   limit: {type: integer, default: 200, help: At most so many mentions}
// columns:
//   signed_on: {type: text, help: Date as far as known}
//   witness: {type: text, help: Who witnessed}
//   role: {type: text, help: "Office held, as of that day"}
//   acting: {type: text, help: "Pj, Plt, Pjs or Plh when held in an acting capacity"}
//   institution: {type: text, help: Where the office was held}
//   agreement: {type: text, help: Name of the agreement}
//   sources: {type: sources, help: One or more of these say so}
// coverage: Only people of whom a source says that they witnessed; others who were there are attendees.
MATCH (p:Person)-[r:WITNESSED]->(a:Agreement)
WITH p, r, a, r.institution AS office ORDER BY coalesce(a.signed_on, '') DESC, p.name, r.id LIMIT $limit
OPTIONAL MATCH (i:Institution {id: office})
RETURN a.signed_on AS signed_on, p.name AS witness, r.role AS role, r.acting AS acting, i.name AS institution,
  a.name AS agreement, r.sources AS sources
ORDER BY coalesce(a.signed_on, '') DESC, p.name, r.id
