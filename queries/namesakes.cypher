// title: One name in several institutions
// description: >-
//   Names under which offices are held in more than one institution, or by more than one person: people who moved,
//   people who hold two offices, or namesakes.
// why: Moves between the watchdog and those it watches are news; a namesake is a mistake in waiting.
// topic: people
// columns:
//   person: {type: text, help: The name}
//   institutions: {type: integer, help: How many institutions}
//   taken_for: {type: integer, help: "How many different people they are taken for here: 1 if joined, else still apart"}
//   offices: {type: list, help: "The offices: role, institution"}
//   sources: {type: sources, help: One or more of these show each office}
// key: [person]
// coverage: Names are compared as they stand. Whether two namesakes are one person has to be checked.
// translations:
//   id:
//     title: Satu nama di beberapa lembaga
//     headings: {institutions: Jumlah lembaga}
//     description: >-
//       Nama yang memegang jabatan di lebih dari satu lembaga, atau yang dianggap lebih dari satu orang: orang yang
//       pindah, orang dengan dua jabatan, atau orang yang senama.
//     coverage: >-
//       Nama dibandingkan sebagaimana tertulis. Apakah dua orang senama adalah orang yang sama, harus diperiksa.
MATCH (p:Person)-[h:HOLDS]->(i:Institution)
WITH p.id AS person_id, p.name AS person, i.id AS institution_id, coalesce(h.role + ', ', '') + i.name AS office,
  h.sources AS cited
  ORDER BY person, i.name, h.role, h.id
WITH person, count(DISTINCT institution_id) AS institutions, count(DISTINCT person_id) AS taken_for,
  collect(DISTINCT office) AS offices, collect(DISTINCT cited) AS sources
WHERE institutions > 1 OR taken_for > 1
RETURN person, institutions, taken_for, offices, sources
ORDER BY institutions DESC, person
