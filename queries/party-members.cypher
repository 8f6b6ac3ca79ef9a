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
// translations:
//   id:
//     title: Keanggotaan partai para penanda tangan
//     headings: {party: Partai}
//     description: >-
//       Orang yang menurut suatu sumber adalah anggota partai politik, dengan kesepakatan yang mereka tandatangani.
//     coverage: >-
//       Hanya keanggotaan yang dinyatakan suatu sumber; tentang penanda tangan lain, yang tidak tercatat di sini tidak
//       mengatakan apa pun.
MATCH (p:Person)-[m:MEMBER_OF]->(x:Institution {kind: 'party'})
OPTIONAL MATCH (p)-[s:SIGNED]->(a:Agreement)
WHERE coalesce(a.status, '') <> 'planned'
WITH p.name AS person, x.name AS party, m.id AS row_id, m.sources AS sources, a.id AS agreement_id,
  a.signed_on AS day, a.name AS agreement, coalesce(s.acting + ' ', '') + s.role AS role, s.institution AS office
OPTIONAL MATCH (i:Institution {id: office})
WITH person, party, row_id, sources, agreement_id, agreement, role + coalesce(', ' + i.name, '') AS role
  ORDER BY day, agreement_id, role
WITH person, party, row_id, sources, count(DISTINCT agreement_id) AS agreements_signed,
  collect(DISTINCT role) AS roles, collect(DISTINCT agreement) AS signed
RETURN person, party, agreements_signed, roles, signed, sources
ORDER BY person, party, row_id
