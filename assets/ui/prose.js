/* What somebody wrote, drawn from a tree of the server's: elements and text, never markup. */
import { createElement as h, Fragment } from "react";

const STYLES = { strong: "strong", em: "em", struck: "s", code: "code" };
const SAFE = ["http:", "https:", "mailto:"];

const leads = (href) => {
  try {
    return SAFE.includes(new URL(href).protocol);
  } catch {
    return false;
  }
};

const run = ({ text, style, href, is_hit: isHit }, key) => {
  let drawn = isHit ? h("mark", null, text) : text;
  for (const name of style.split(" ")) if (STYLES[name]) drawn = h(STYLES[name], null, drawn);
  if (href && leads(href)) {
    drawn = h("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, drawn);
  }
  return h(Fragment, { key }, drawn);
};

const TAGS = {
  p: "p", heading: "p", list: "ul", numbers: "ol", item: "li", quote: "blockquote", code: "pre",
};

const block = ({ kind, runs, blocks, start }, key) => {
  if (kind === "rule") return h("hr", { key });
  const props = { key, dir: "auto" };
  if (kind === "heading") props.className = "prose-heading";
  if (kind === "numbers") props.start = start;
  return h(TAGS[kind] ?? "p", props, ...runs.map(run), ...blocks.map(block));
};

/** The blocks of a text, or its own words when it has none. */
export const inside = (text, blocks) => (blocks?.length ? blocks.map(block) : text);

/** Somebody's own words. */
export function Written({ text, blocks }) {
  const tag = blocks?.length ? "div" : "p";
  return h(tag, { className: "prose", dir: "auto" }, inside(text, blocks));
}
