// title: Facts on which sources disagree
// description: Values that a source states otherwise than the graph has them, beside the value that stands.
// why: Where reports differ, one of them is wrong, and a reader will ask which.
// topic: evidence
// parameters:
//   limit: {type: integer, default: 200, help: At most so many disagreements}
// columns:
//   about: {type: text, help: What the fact is about}
//   property: {type: text, help: Which of its properties}
//   stands: {type: value, help: The better supported value}
//   also_said: {type: value, help: The other value}
//   said_by: {type: sources, help: Who says otherwise}
//   sources: {type: sources, help: All sources of what the fact is about}
// coverage: >-
//   Only disagreements that were noticed when records were made or joined. The last column has all sources of what
//   the fact is about, also those that say otherwise.
// translations:
//   id:
//     title: Fakta yang keterangan sumbernya berbeda
//     description: >-
//       Nilai yang menurut suatu sumber lain dari yang ada di graf, di samping nilai yang dipakai.
//     coverage: >-
//       Hanya perbedaan yang terlihat ketika catatan dibuat atau digabungkan. Kolom terakhir memuat semua sumber
//       tentang hal itu, termasuk yang menyebut nilai lain.
CALL () {
  MATCH (n:Agreement|Assessment|Ceremony|Date|Institution|Region|Source|Venue)
  WHERE size(n.conflicts) > 0
  UNWIND n.conflicts AS conflict
  WITH n, conflict, split(conflict, ' | ') AS parts
  RETURN n.name AS about, conflict, parts, n[parts[0]] AS kept, n.sources AS sources, n.id + conflict AS row_id
UNION ALL
  MATCH (a)-[r:SIGNED|WITNESSED|ATTENDED|SIGNED_ON]->(b)
  WHERE size(r.conflicts) > 0
  UNWIND r.conflicts AS conflict
  WITH a, r, b, conflict, split(conflict, ' | ') AS parts
  RETURN a.name + ', ' + b.name AS about, conflict, parts, r[parts[0]] AS kept, r.sources AS sources,
    r.id + conflict AS row_id
}
WITH about, conflict, parts[0] AS property, kept, parts[size(parts) - 1] AS dissenter, sources, row_id
WITH about, property, kept, dissenter, sources, row_id,
  substring(conflict, size(property) + 3, size(conflict) - size(property) - size(dissenter) - 6) AS other
ORDER BY about, property, other, row_id LIMIT $limit
OPTIONAL MATCH (i:Institution {id: kept})
OPTIONAL MATCH (j:Institution {id: other})
RETURN about, property, coalesce(i.name, kept) AS stands, coalesce(j.name, other) AS also_said, [dissenter] AS said_by, sources
ORDER BY about, property, also_said, row_id
