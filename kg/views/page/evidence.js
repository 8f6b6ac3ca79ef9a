// Evidence: what a value or a connection rests on, and the sources of an entity.

/** One value of a fact. */
function value(kind, content, go) {
  if (kind === "entity")
    return nodeOf.has(content.id) ? button({ class: "name" }, () => go(content.id), name(content.name)) : name(content.name);
  if (kind === "url") return link(content, content);
  if (kind === "date") return day(content);
  return name(content);
}

function factList(facts, go) {
  const list = make("dl", { class: "facts" });
  for (const fact of facts) {
    list.append(make("dt", {}, name(fact.label)));
    fact.values.forEach((content, place) => {
      const mark = fact.inferred && !place ? make("span", { class: "chip" }, texts.inferred) : null;
      const rests = restsOn(fact.rests && fact.rests[place], content);
      list.append(make("dd", {}, value(fact.kind, content, go), mark), rests ? make("dd", { class: "ground" }, rests) : "");
    });
  }
  return list;
}

/** What one value rests on, to be unfolded; the summary says how many sources there are and whether words are quoted. */
function restsOn(rests, content, label = "") {
  if (!rests || !rests.proofs.length) return null;
  const words = rests.proofs.some((proof) => proof.quote) ? texts.quoted : say("sources", { count: rests.cited });
  return make("details", { class: "rests" }, make("summary", {}, label ? `${label}: ${words}` : words), proofList(rests, content));
}

/** Each place that says so: the words of an article, or the value as a record has it. */
function proofList(rests, content) {
  const list = make("ul", { class: "proofs" }, ...rests.proofs.map((proof) => proofItem(proof, content)));
  if (rests.unshown) list.append(make("li", { class: "quiet" }, say("unshown", { count: rests.unshown })));
  return list;
}

function proofItem(proof, content) {
  const recorded = proof.recorded || (typeof content === "string" ? content : content && content.name);
  const item = make("li", {});
  if (proof.quote)
    item.append(make("blockquote", {}, name(proof.before || ""), make("mark", {}, name(proof.quote)), name(proof.after || "")));
  else if (proof.rule) item.append(make("p", { class: "quiet" }, texts.by_rule));
  else if (recorded) item.append(make("p", {}, make("span", { class: "quiet" }, `${texts.recorded} `), name(recorded)));
  if (proof.sources.length > 1) item.append(make("p", { class: "quiet" }, say("one_or_more", { count: proof.sources.length })));
  item.append(longList(proof.sources.map(sourceItem), 4, "sources"));
  return item;
}

function sourceItem(id) {
  const source = sourceOf.get(id);
  if (!source) return make("li", {}, name(texts.source_missing), make("span", { class: "quiet" }, name(id)));
  const line = make("p", { class: "source-line" });
  line.append(make("strong", {}, name(source.outlet || source.title || source.id)));
  line.append(make("span", { class: "quiet" }, source.published ? day(source.published) : texts.undated));
  const title = source.title || source.url || source.id;
  const url = webUrl(source.url);
  const where = url ? url.hostname.replace(/^www\./, "") : source.url || texts.no_address;
  const item = make("li", {}, line, source.url ? link(source.url, title) : name(title));
  item.append(make("span", { class: "quiet where" }, [source.author, where].filter(Boolean).join(" · ")));
  return item;
}

/** Where something was read, and who says otherwise; with `own`, the words and records of an edge itself. */
function evidence(thing, own = false) {
  const section = make("section", { class: "evidence" }, make("h3", {}, texts.evidence));
  const when = (id) => (sourceOf.has(id) && sourceOf.get(id).published) || "9999";
  const sources = [...(thing.sources || [])].sort((a, b) => (when(a) < when(b) ? -1 : when(a) > when(b) ? 1 : a < b ? -1 : 1));
  if (own && thing.rests && thing.rests.proofs.length) section.append(proofList(thing.rests, ""));
  else {
    const key = ["no_source", "one_source"][sources.length] || "several_sources";
    section.append(make("p", { class: "quiet" }, say(key, { count: sources.length })));
    section.append(longList(sources.map(sourceItem), 8, "sources"));
  }
  if (thing.conflicts && thing.conflicts.length) {
    const list = make("ul", { class: "sources conflicts" });
    for (const conflict of thing.conflicts) {
      const item = make("li", {}, make("p", {}, name(say("other_says", { ...conflict, value: conflict.kind === "date" ? day(conflict.value) : conflict.value }))));
      if (conflict.rests && conflict.rests.proofs.length) item.append(proofList(conflict.rests, conflict.value));
      else if (sourceOf.has(conflict.source)) item.append(...sourceItem(conflict.source).childNodes);
      else if (conflict.source) item.append(link(conflict.source, conflict.source));
      list.append(item);
    }
    section.append(make("h3", {}, texts.conflicts), list);
  }
  return section;
}

