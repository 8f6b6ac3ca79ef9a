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
// translations:
//   id:
//     title: Sesama penanda tangan
//     description: >-
//       Siapa yang menandatangani kesepakatan yang sama dengan seseorang, yang paling sering lebih dulu.
//     coverage: >-
//       Hanya kesepakatan yang penanda tangannya disebut di kedua pihak.
MATCH (:Person {id: $person})-[:SIGNED]->(a:Agreement)<-[:SIGNED]-(o:Person)
WHERE o.id <> $person AND coalesce(a.status, '') <> 'planned'
WITH o.id AS other_id, o.name AS co_signer, a.signed_on AS day, a.name AS agreement, a.sources AS cited
  ORDER BY day, a.id
WITH other_id, co_signer, count(*) AS agreements, min(day) AS first, max(day) AS last, collect(agreement) AS signed,
  collect(DISTINCT cited) AS sources
RETURN co_signer, agreements, first, last, signed, sources
ORDER BY agreements DESC, co_signer, other_id LIMIT $limit
