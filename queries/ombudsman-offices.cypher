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
MATCH (o:Institution)-[:PARTY_TO]->(a:Agreement)
WHERE o.kind IN ['ombudsman', 'ombudsman_office']
WITH o,
  count(CASE WHEN a.status <> 'planned' THEN 1 END) AS agreements,
  count(CASE WHEN a.status = 'planned' THEN 1 END) AS planned,
  min(CASE WHEN a.status <> 'planned' THEN a.signed_on END) AS first,
  max(CASE WHEN a.status <> 'planned' THEN a.signed_on END) AS last,
  collect(a.sources) AS sources
RETURN o.name AS office, agreements, planned, first, last, sources
ORDER BY agreements DESC, planned DESC, o.name, o.id
