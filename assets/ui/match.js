/* Finding a name by a few of its letters. Pure: no page, no framework. */

const START = 8;
const WORD = 6;
const NEXT = 4;
const LATE = 0.1;
const LONG = 0.02;

/** Without accents and capitals, so that "musee" finds "Musée". */
export const plain = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const isWordStart = (text, at) => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]);

const worth = (text, at, before) => {
  let points = 1;
  if (at === 0) points += START;
  else if (isWordStart(text, at)) points += WORD;
  if (at === before + 1) points += NEXT;
  return points;
};

/**
 * How well `typed` names `name`: 0 when its letters do not all stand in it in their order. More
 * for letters in a row, at the start of the name, and at the starts of words.
 */
export const score = (typed, name) => {
  const wanted = plain(typed).replace(/\s+/g, "");
  const text = plain(name);
  if (!wanted) return 1;
  // best[at]: the most that the letters so far are worth when the latest stands at `at`.
  let best = null;
  for (const letter of wanted) {
    const next = new Array(text.length).fill(0);
    let reach = 0;
    for (let at = 0; at < text.length; at += 1) {
      if (best && at > 0) reach = Math.max(reach, best[at - 1]);
      if (text[at] !== letter || (best && !reach)) continue;
      const apart = (best ? reach : 0) + worth(text, at, -2);
      const joined = best && at > 0 && best[at - 1] ? best[at - 1] + worth(text, at, at - 1) : 0;
      next[at] = Math.max(apart, joined);
    }
    best = next;
  }
  const most = Math.max(0, ...best);
  if (!most) return 0;
  const first = text.indexOf(wanted[0]);
  return Math.max(0.01, most - Math.max(0, first) * LATE - text.length * LONG);
};

/** The items whose `label` or one of whose `also` is meant, the best first, else as they came. */
export const found = (typed, items) => {
  if (!typed.trim()) return items;
  const ranked = items.map((item, place) => ({
    item,
    place,
    points: Math.max(score(typed, item.label), 0.7 * score(typed, item.also || " ")),
  }));
  return ranked
    .filter(({ points }) => points > 0)
    .sort((one, other) => other.points - one.points || one.place - other.place)
    .map(({ item }) => item);
};
