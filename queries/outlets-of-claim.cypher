// title: Outlets that a claim rests on
// description: The sources of an agreement, a ceremony or the result of an assessment, with outlet, author and address.
// why: Before repeating a claim, see who made it, and whether they all copied one release.
// topic: evidence
// parameters:
//   claim: {type: "entity:Agreement|Ceremony|Assessment", help: "Agreement, ceremony or assessment", example: MoU Jawa Tengah 2 April 2024}
// columns:
//   outlet: {type: text, help: Who published it}
//   headline: {type: text, help: "What it is about, in the curator's words"}
//   author: {type: text, help: Who wrote it}
//   published: {type: text, help: Date of publication as far as known}
//   url: {type: text, help: Address}
//   also_reports: {type: integer, help: Other agreements and assessments here that it reports}
//   sources: {type: sources, help: The source itself}
// coverage: With several sources, each value rests on one or more of them; records do not say on which.
// translations:
//   id:
//     title: Media yang mendasari suatu pernyataan
//     description: >-
//       Sumber suatu kesepakatan, acara, atau hasil penilaian, dengan media, penulis, dan alamat.
//     coverage: >-
//       Bila ada beberapa sumber, tiap nilai bersandar pada satu atau lebih di antaranya; catatan tidak menyebut yang
//       mana.
MATCH (c:Agreement|Ceremony|Assessment {id: $claim})-[:REPORTED_IN]->(s:Source)
RETURN s.outlet AS outlet, s.headline AS headline, s.author AS author, s.published AS published, s.url AS url,
  COUNT { MATCH (s)<-[:REPORTED_IN]-(n:Agreement|Assessment) WHERE n.id <> $claim } AS also_reports,
  [s.id] AS sources
ORDER BY s.published, s.outlet, s.url, s.id
