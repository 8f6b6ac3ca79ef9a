// title: Which office of the Ombudsman signs
// description: The Ombudsman and its provincial offices by concluded agreements, most first.
// why: It shows where the watchdog seeks agreements and where its office is quiet.
// topic: agreements
// columns:
//   office: {type: text, help: The Ombudsman or one of its provincial offices}
//   agreements: {type: integer, help: Concluded agreements}
//   planned: {type: integer, help: Planned agreements}
//   first: {type: text, help: Earliest date of a concluded agreement}
//   last: {type: text, help: Latest date of a concluded agreement}
//   sources: {type: sources, help: One or more of these report each agreement}
// coverage: Offices with no agreement recorded here are not listed.
// translations:
//   id:
//     title: Kantor Ombudsman mana yang menandatangani
//     headings: {office: Kantor}
//     description: >-
//       Ombudsman dan kantor perwakilannya menurut jumlah kesepakatan yang sudah dibuat, yang terbanyak lebih dulu.
//     coverage: >-
//       Kantor tanpa kesepakatan yang tercatat di sini tidak dicantumkan.
MATCH (o:Institution)-[:PARTY_TO]->(a:Agreement)
WHERE o.kind IN ['ombudsman', 'ombudsman_office']
WITH o.id AS office_id, o.name AS office, coalesce(a.status, '') = 'planned' AS is_plan, a.signed_on AS day, a.sources AS cited
WITH office_id, office,
  count(CASE WHEN NOT is_plan THEN 1 END) AS agreements,
  count(CASE WHEN is_plan THEN 1 END) AS planned,
  min(CASE WHEN NOT is_plan THEN day END) AS first,
  max(CASE WHEN NOT is_plan THEN day END) AS last,
  collect(DISTINCT cited) AS sources
RETURN office, agreements, planned, first, last, sources
ORDER BY agreements DESC, planned DESC, office, office_id
