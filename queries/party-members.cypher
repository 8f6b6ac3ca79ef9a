// title: Party membership of signatories
// description: People who a source says belong to a political party, with the agreements they signed.
// why: An oversight body that signs with party politicians should be able to say why.
// topic: people
// columns:
//   person: {type: text, help: Who belongs to the party}
//   party: {type: text, help: The party}
//   agreements_signed: {type: integer, help: How many agreements they signed}
//   roles: {type: list, help: "Offices in which they signed, with institution"}
//   signed: {type: list, help: Names of the agreements}
//   sources: {type: sources, help: One or more of these say that they belong to the party}
// coverage: >-
//   Only memberships that a source states; that nothing is recorded here of the other signatories says nothing
//   about them.
MATCH (p:Person)-[m:MEMBER_OF]->(x:Institution {kind: 'party'})
OPTIONAL MATCH (p)-[s:SIGNED]->(a:Agreement)
WITH p, m, x, s, a, s.institution AS office
OPTIONAL MATCH (i:Institution {id: office})
WITH p, m, x, s, a, i ORDER BY a.signed_on, a.id, i.name
WITH p, m, x, count(DISTINCT a) AS agreements_signed,
  collect(DISTINCT coalesce(s.acting + ' ', '') + s.role + ', ' + i.name) AS roles, collect(DISTINCT a.name) AS signed
RETURN p.name AS person, x.name AS party, agreements_signed, roles, signed, m.sources AS sources
ORDER BY p.name, x.name, m.id
