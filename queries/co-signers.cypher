// title: Co-signers of a person
// description: Who signed the same agreements as a person, most often first.
// why: Signatures side by side are the firmest tie between two people that public records give.
// topic: people
// parameters:
//   person: {type: "entity:Person", help: "A person's name, with or without titles", example: Hery Susanto}
//   limit: {type: integer, default: 100, help: At most so many people}
// columns:
//   co_signer: {type: text, help: Who signed the same agreements}
//   agreements: {type: integer, help: How many agreements both signed}
//   first: {type: text, help: Earliest date of signing}
//   last: {type: text, help: Latest date of signing}
//   signed: {type: list, help: Names of the agreements}
//   sources: {type: sources, help: One or more of these report each agreement}
// coverage: Only agreements whose signatories are named on both sides.
MATCH (p:Person {id: $person})-[:SIGNED]->(a:Agreement)<-[:SIGNED]-(o:Person)
WHERE o.id <> p.id
WITH DISTINCT o, a ORDER BY a.signed_on, a.id
WITH o, count(a) AS agreements, min(a.signed_on) AS first, max(a.signed_on) AS last, collect(a.name) AS signed,
  collect(a.sources) AS sources
RETURN o.name AS co_signer, agreements, first, last, signed, sources
ORDER BY agreements DESC, o.name, o.id LIMIT $limit
