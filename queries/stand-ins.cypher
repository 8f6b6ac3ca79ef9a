// title: Who stood in for whom
// description: People who stood in for another person or an institution when an agreement was made, and what they did there.
// why: Whoever sends somebody else may have had a reason, and the stand-in had a mandate that can be asked for.
// topic: people
// columns:
//   stand_in: {type: text, help: Who came}
//   stood_in_for: {type: text, help: Who was stood in for}
//   took_part_as: {type: list, help: "What the stand-in did: signed, witnessed or attended (announced: of what was only planned)"}
//   signed_on: {type: text, help: Date as far as known}
//   agreement: {type: text, help: Name of the agreement}
//   sources: {type: sources, help: One or more of these say so}
// coverage: Only where a source says that somebody stood in for another.
// translations:
//   id:
//     title: Siapa mewakili siapa
//     description: >-
//       Orang yang mewakili orang lain atau suatu lembaga ketika kesepakatan dibuat, dan apa yang mereka lakukan di
//       sana.
//     coverage: >-
//       Hanya bila suatu sumber menyebut bahwa seseorang mewakili pihak lain.
MATCH (s:Person)-[r:REPRESENTED]->(x:Person|Institution)
WITH s.id AS stand_in_id, s.name AS stand_in, x.name AS stood_in_for, r.id AS row_id, r.agreement AS occasion,
  r.sources AS sources
OPTIONAL MATCH (a:Agreement {id: occasion})
OPTIONAL MATCH (:Person {id: stand_in_id})-[k:SIGNED|WITNESSED|ATTENDED]->(a)
WITH stand_in, stood_in_for, row_id, sources, a,
  CASE type(k) WHEN 'SIGNED' THEN 'signed' WHEN 'WITNESSED' THEN 'witnessed' WHEN 'ATTENDED' THEN 'attended' END
    + CASE a.status WHEN 'planned' THEN ' (announced)' ELSE '' END AS part
  ORDER BY part
WITH stand_in, stood_in_for, row_id, sources, a, collect(DISTINCT part) AS took_part_as
RETURN stand_in, stood_in_for, took_part_as, a.signed_on AS signed_on, a.name AS agreement, sources
ORDER BY a.signed_on, stand_in, row_id
