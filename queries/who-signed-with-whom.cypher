// title: Who signed with whom
// description: >-
//   Every concluded agreement with its parties on both sides, newest first, and with the people who signed for
//   each side where a source names them.
// why: The first thing to know of a watchdog is with whom it binds itself, and who put their name to it.
// topic: agreements
// parameters:
//   since: {type: date, default: null, help: Only agreements that may have been signed on or after this day}
//   until: {type: date, default: null, help: Only agreements that may have been signed on or before this day}
//   limit: {type: integer, default: 200, help: At most so many agreements}
// columns:
//   signed_on: {type: text, help: "Date as far as known, such as 2024-09-03, 2024-09 or 2024"}
//   ombudsman: {type: list, help: Parties on the Ombudsman's side}
//   counterpart: {type: list, help: Parties on the other side}
//   signed_for_ombudsman: {type: list, help: "Who signed for the Ombudsman, with office; else 'not named'"}
//   signed_for_counterpart: {type: list, help: "Who signed for the other side, with office; else 'not named'"}
//   agreement: {type: text, help: Name of the agreement}
//   sources: {type: sources, help: One or more of these report the agreement}
// coverage: >-
//   Sources need not say who signed, so the answer goes by parties first. Planned agreements are left out. With a
//   date given, agreements without any date are left out too.
// translations:
//   id:
//     title: Siapa menandatangani dengan siapa
//     description: >-
//       Tiap kesepakatan yang sudah dibuat dengan para pihaknya, yang terbaru lebih dulu, dan dengan orang yang
//       menandatangani untuk tiap pihak bila suatu sumber menyebutnya.
//     coverage: >-
//       Sumber tidak selalu menyebut siapa yang menandatangani, jadi jawaban ini berangkat dari para pihak.
//       Kesepakatan yang baru direncanakan tidak disertakan. Bila suatu tanggal diberikan, kesepakatan tanpa tanggal
//       juga tidak disertakan.
MATCH (a:Agreement)
WHERE coalesce(a.status, '') <> 'planned'
  AND ($since IS NULL OR a.signed_to >= $since)
  AND ($until IS NULL OR a.signed_from <= $until)
WITH a ORDER BY coalesce(a.signed_on, '') DESC, a.id LIMIT $limit
OPTIONAL MATCH (i:Institution)-[:PARTY_TO]->(a)
WITH a, i.name AS party, i.kind AS kind ORDER BY party, i.id
WITH a,
  collect(CASE WHEN kind IN ['ombudsman', 'ombudsman_office'] THEN party END) AS ombudsman,
  collect(CASE WHEN NOT coalesce(kind, '') IN ['ombudsman', 'ombudsman_office'] THEN party END) AS counterpart
OPTIONAL MATCH (p:Person)-[s:SIGNED]->(a)
WITH a, ombudsman, counterpart, s.institution AS office,
  p.name + coalesce(' (' + coalesce(s.acting + ' ', '') + s.role + ')', '') AS signer
OPTIONAL MATCH (o:Institution {id: office})
WITH a, ombudsman, counterpart, signer, coalesce(o.kind, '') IN ['ombudsman', 'ombudsman_office'] AS ours
  ORDER BY signer
WITH a, ombudsman, counterpart,
  collect(CASE WHEN ours THEN signer END) AS first_side,
  collect(CASE WHEN NOT ours THEN signer END) AS second_side
RETURN a.signed_on AS signed_on, ombudsman, counterpart,
  CASE WHEN size(first_side) = 0 THEN ['not named'] ELSE first_side END AS signed_for_ombudsman,
  CASE WHEN size(second_side) = 0 THEN ['not named'] ELSE second_side END AS signed_for_counterpart,
  a.name AS agreement, a.sources AS sources
ORDER BY coalesce(a.signed_on, '') DESC, a.id
