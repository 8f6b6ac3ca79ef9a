// title: Agreements that continue an earlier one
// description: Renewals, and cooperation agreements that follow a memorandum, each with the earlier agreement of the same parties that it continues.
// why: What was renewed in time ran on; a gap of years says that for that time nobody was bound.
// topic: agreements
// parameters:
//   limit: {type: integer, default: 200, help: At most so many agreements}
// columns:
//   counterpart: {type: list, help: Parties on the side that is not the Ombudsman's}
//   earlier_on: {type: text, help: When the earlier one was signed}
//   later_on: {type: text, help: When the later one was signed}
//   gap_days: {type: integer, help: "Fewest days between the two: a month or year stands for the nearest of its days"}
//   earlier: {type: text, help: The earlier agreement}
//   later: {type: text, help: The later agreement}
//   status: {type: text, help: "Status of the later one; renewed when a source says that it renews one"}
//   sources: {type: sources, help: One or more of these report the two agreements; that one continues the other is found by a rule}
// coverage: Only what `kg match` has linked beyond doubt; until it is run, nothing. Earlier agreements that are not recorded are missing.
// translations:
//   id:
//     title: Kesepakatan yang melanjutkan kesepakatan sebelumnya
//     description: >-
//       Perpanjangan, dan perjanjian kerja sama yang menyusul nota kesepahaman, masing-masing dengan kesepakatan
//       sebelumnya di antara pihak yang sama yang dilanjutkannya.
//     coverage: >-
//       Hanya yang sudah dihubungkan `kg match` tanpa keraguan; sebelum perintah itu dijalankan, tidak ada.
//       Kesepakatan sebelumnya yang tidak tercatat tidak ada di sini.
MATCH (b:Agreement)-[r:RENEWS]->(a:Agreement)
WITH a, b, r ORDER BY b.signed_from, b.id, a.id LIMIT $limit
OPTIONAL MATCH (i:Institution)-[:PARTY_TO]->(b)
WHERE NOT coalesce(i.kind, '') IN ['ombudsman', 'ombudsman_office']
WITH a, b, r, i.name AS party, i.id AS party_id ORDER BY party, party_id
WITH a, b, r, collect(party) AS counterpart
RETURN counterpart, a.signed_on AS earlier_on, b.signed_on AS later_on,
  duration.inDays(a.signed_to, b.signed_from).days AS gap_days, a.name AS earlier, b.name AS later,
  b.status AS status, r.sources AS sources
ORDER BY b.signed_from, b.id, a.id
