// title: Agreements by year
// description: How many agreements were concluded in each year, by sort of counterpart.
// why: A rise or a gap in a series is where a story may be.
// topic: agreements
// columns:
//   year: {type: text, help: "Year of signing, or 'not known'"}
//   agreements: {type: integer, help: Concluded agreements}
//   with_governments: {type: integer, help: "Of these, with provinces, regencies and cities"}
//   with_universities: {type: integer, help: "Of these, with universities and faculties"}
//   with_others: {type: integer, help: "Of these, with any other body"}
//   sources: {type: sources, help: One or more of these report each agreement}
// key: [year]
// coverage: Agreements recorded here; a year with few may only be a year that was searched less.
// translations:
//   id:
//     title: Kesepakatan per tahun
//     description: >-
//       Berapa kesepakatan yang dibuat tiap tahun, menurut jenis mitra.
//     coverage: >-
//       Kesepakatan yang tercatat di sini; tahun dengan sedikit kesepakatan mungkin hanya kurang ditelusuri.
MATCH (a:Agreement)<-[:PARTY_TO]-(i:Institution)
WHERE coalesce(a.status, '') <> 'planned' AND NOT coalesce(i.kind, '') IN ['ombudsman', 'ombudsman_office']
WITH CASE WHEN a.signed_on IS NULL THEN 'not known' ELSE left(a.signed_on, 4) END AS year, a.id AS agreement_id,
  a.sources AS cited,
  CASE
    WHEN i.kind IN ['province_government', 'regency_government', 'city_government'] THEN 'government'
    WHEN i.kind = 'university' THEN 'university'
    ELSE 'other'
  END AS sort
WITH year, count(DISTINCT agreement_id) AS agreements,
  count(DISTINCT CASE WHEN sort = 'government' THEN agreement_id END) AS with_governments,
  count(DISTINCT CASE WHEN sort = 'university' THEN agreement_id END) AS with_universities,
  count(DISTINCT CASE WHEN sort = 'other' THEN agreement_id END) AS with_others,
  collect(DISTINCT cited) AS sources
RETURN year, agreements, with_governments, with_universities, with_others, sources
ORDER BY year
