// title: Agreements of an institution
// description: Every agreement to which an institution is a party, planned ones included, newest first.
// why: How often, since when and with whom a body has signed shows how close the two are.
// topic: agreements
// parameters:
//   institution: {type: "entity:Institution", help: "Government, university, office ...", example: Kepolisian Negara Republik Indonesia}
//   parts: {type: boolean, default: false, help: "Also those of its parts, such as the provincial offices of the Ombudsman"}
//   limit: {type: integer, default: 200, help: At most so many agreements}
// columns:
//   signed_on: {type: text, help: Date as far as known}
//   status: {type: text, help: "signed, renewed or planned"}
//   kind: {type: text, help: "mou, pks, workplan, addendum or other"}
//   party: {type: text, help: The institution or the part of it that is the party}
//   other_parties: {type: list, help: The other parties}
//   term_years: {type: number, help: "How long it runs, in years"}
//   signatories: {type: list, help: "Who signed, with office; 'not named' where no source names anybody"}
//   agreement: {type: text, help: Name of the agreement}
//   sources: {type: sources, help: One or more of these report the agreement}
// coverage: Agreements recorded here, not all there are.
// translations:
//   id:
//     title: Kesepakatan suatu lembaga
//     description: >-
//       Semua kesepakatan yang salah satu pihaknya lembaga itu, termasuk yang baru direncanakan, yang terbaru lebih
//       dulu.
//     coverage: >-
//       Kesepakatan yang tercatat di sini, bukan semua yang ada.
MATCH (:Institution {id: $institution})<-[:PART_OF*0..1]-(i:Institution)
WHERE $parts OR i.id = $institution
MATCH (i)-[:PARTY_TO]->(a:Agreement)
WITH i.id AS party_id, i.name AS party, a
ORDER BY coalesce(a.signed_on, '') DESC, a.id, party_id LIMIT $limit
OPTIONAL MATCH (other:Institution)-[:PARTY_TO]->(a)
WHERE other.id <> party_id
WITH party_id, party, a, other.name AS party_name ORDER BY party_name, other.id
WITH party_id, party, a, collect(party_name) AS other_parties
OPTIONAL MATCH (p:Person)-[s:SIGNED]->(a)
WITH party_id, party, a, other_parties,
  p.name + coalesce(' (' + coalesce(s.acting + ' ', '') + s.role + ')', '') AS signer
  ORDER BY signer
WITH party_id, party, a, other_parties, collect(signer) AS signers
RETURN a.signed_on AS signed_on, a.status AS status, a.kind AS kind, party, other_parties,
  a.term_years AS term_years, CASE WHEN size(signers) = 0 THEN ['not named'] ELSE signers END AS signatories,
  a.name AS agreement, a.sources AS sources
ORDER BY coalesce(a.signed_on, '') DESC, a.id, party_id
