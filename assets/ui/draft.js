/* Text that is being typed: kept in this browser at once, and by the server within a second. */
import { useEffect, useReducer, useRef } from "react";
import { locale } from "$/public/ui/words.js";

const AGE = 30 * 24 * 3600 * 1000;
const PACE = 750;
const AGAIN = 3000;
const LONGEST_WAY = 60_000;
const MOST_VERSIONS = 4;
const MOST_KNOWN = 6;

/** The fields in sight. */
const fields = new Set();

/** What was written after its text was sent to be saved, in fields that are gone. */
const left = new Map();

const place = (owner, name) => `draft:${name}:${owner}`;

export const readCopy = (owner, name) => {
  try {
    const copy = JSON.parse(localStorage.getItem(place(owner, name)) ?? "{}");
    return copy.at && Date.now() - copy.at < AGE ? copy : null;
  } catch {
    return null;
  }
};

const writeCopy = (owner, name, copy) => {
  try {
    if (copy) localStorage.setItem(place(owner, name), JSON.stringify(copy));
    else localStorage.removeItem(place(owner, name));
  } catch {
    /* A full or forbidden storage must not stop anybody from typing. */
  }
};

/** A text is saved, or given up: its copy goes, unless it was written on since it was sent. */
export const forget = (owner, name) => {
  if (!owner || !name) return;
  const more = left.get(place(owner, name));
  left.delete(place(owner, name));
  writeCopy(owner, name, more ? { text: more, at: Date.now(), rev: 0 } : null);
  for (const field of fields) if (field.owner === owner && field.name === name) field.forgotten();
};

/** Sends what was typed and is not sent yet, because this page may end now. */
export const flushAll = () => {
  for (const field of fields) field.flush();
};

/** Lets a text area be as high as its text. */
export const fit = (area) => {
  if (!area || CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
};

const print = (text) => {
  let sum = 5381;
  for (let at = 0; at < text.length; at += 1) sum = (sum * 33 + text.charCodeAt(at)) | 0;
  return `${text.length}:${sum}`;
};

const two = (number) => String(number).padStart(2, "0");

/** "17:42", or "18 November, 17:42" when that is not today. */
const clock = (at) => {
  const then = new Date(at);
  const time = `${two(then.getHours())}:${two(then.getMinutes())}`;
  if (then.toDateString() === new Date().toDateString()) return time;
  return `${then.toLocaleDateString(locale(), { day: "numeric", month: "long" })}, ${time}`;
};

if (typeof window !== "undefined") {
  // Captured, so that they come before the framework closes its socket.
  const early = { capture: true };
  window.addEventListener("beforeunload", flushAll, early);
  window.addEventListener("pagehide", flushAll, early);
  document.addEventListener(
    "visibilitychange",
    () => document.visibilityState === "hidden" && flushAll(),
    early,
  );
  window.addEventListener("storage", (event) => {
    if (event.key === null || event.newValue !== null) return;
    for (const field of fields) if (place(field.owner, field.name) === event.key) field.robbed();
  });
}

/**
 * One field and what is known of its text.
 *
 * `text` is what stands in it. `others` are versions that differ from it, the
 * latest first; none is thrown away until a text is saved.
 */
class Field {
  owner = "";
  name = "";
  text = "";
  rev = 0;
  key = "";
  others = [];
  back = "";
  isTouched = false;
  isTyped = false;
  mark = "";
  kept = "";
  known = [];
  unsent = false;
  submitted = null;
  sent = 0;
  timer = null;
  retry = null;

  constructor(redraw) {
    this.redraw = redraw;
  }

  /** The server says what stands here; it stands only where nobody has written meanwhile. */
  open({ owner, name, rev, initial, kept }) {
    // A server that was started anew knows nothing for a moment; the person does.
    if (!owner || !name) return;
    if (owner !== this.owner || name !== this.name) this.begin(owner, name);
    const found = this.versions(kept, rev, initial);
    if (this.isTouched) {
      this.offer(found);
      return;
    }
    const [first, ...rest] = found;
    this.initial = initial;
    this.rev = first ? first.rev : rev;
    this.key = first?.key ?? "";
    this.back = first ? first.when : "";
    this.others = rest;
    this.isTouched = Boolean(first);
    this.put(first ? first.text : initial);
    this.redraw();
  }

  begin(owner, name) {
    this.leave();
    Object.assign(this, { owner, name, others: [], back: "", key: "", kept: "", mark: "" });
    Object.assign(this, { isTouched: false, isTyped: false, known: [], submitted: null });
  }

  /** The drafts of this field, here and on the server, the latest first, each text once. */
  versions(kept, rev, initial) {
    const copy = readCopy(this.owner, this.name);
    const here = copy ? [copy, ...(copy.others ?? [])] : [];
    const found = here.map((one) => ({ rev, ...one, when: one.when ?? clock(one.at) }));
    if (copy?.known) this.known = copy.known;
    if (kept && kept.subject === this.name && !(copy && this.known.includes(print(kept.text)))) {
      const elsewhere = Boolean(copy);
      found.push({ ...kept, at: kept.at * 1000, isElsewhere: elsewhere });
    }
    const texts = new Set([initial.trim(), ""]);
    return found
      .sort((one, other) => other.at - one.at)
      .filter(({ text }) => !texts.has(text.trim()) && texts.add(text.trim()))
      .slice(0, MOST_VERSIONS);
  }

  /** Offers what is neither in the field nor offered yet. */
  offer(found) {
    const known = new Set([this.text, ...this.others.map((one) => one.text)]);
    const fresh = found.filter((one) => !known.has(one.text));
    if (!fresh.length) return;
    this.others = [...this.others, ...fresh].slice(0, MOST_VERSIONS);
    this.redraw();
  }

  put(text) {
    this.text = text;
    this.remember();
    this.show?.(text);
  }

  /** What stood in this field is no version from elsewhere, when the server has it. */
  remember() {
    const known = this.known.filter((one) => one !== print(this.text));
    this.known = [...known, print(this.text)].slice(-MOST_KNOWN);
  }

  typed(text) {
    this.text = text;
    this.isTouched = true;
    this.isTyped = true;
    this.unsent = true;
    this.copy();
    if (!this.timer) this.timer = setTimeout(() => this.flush(), PACE);
  }

  copy() {
    const { text, rev, key, others, known } = this;
    const isKept = text.trim() || others.length;
    const copy = isKept ? { text, at: Date.now(), rev, key, others, known } : null;
    writeCopy(this.owner, this.name, copy);
  }

  /** Lets the server keep the text, and asks again until it says that it does. */
  flush() {
    this.rest();
    if (!this.unsent || !this.owner || !this.name) return;
    this.unsent = false;
    this.mark = String(Math.max(Date.now(), Number(this.mark) + 1));
    this.remember();
    this.copy();
    this.onKeep?.(this.rev ? `${this.name}@${this.rev}` : this.name, this.text, this.mark);
    this.retry = setTimeout(() => this.again(), AGAIN);
  }

  again() {
    // Until now it was as good as kept; by now nobody can say so.
    this.kept = "";
    this.redraw();
    this.unsent = true;
    // Kept once more behind a save of the same text, it would come back as a draft of what is saved.
    if (this.isOnItsWay()) this.retry = setTimeout(() => this.again(), AGAIN);
    else this.flush();
  }

  /** Whether this very text was sent to be saved, and nobody has answered yet. */
  isOnItsWay() {
    return this.text === this.submitted && Date.now() - this.sent < LONGEST_WAY;
  }

  rest() {
    clearTimeout(this.timer);
    clearTimeout(this.retry);
    this.timer = this.retry = null;
  }

  /** The server has kept the text with this mark. */
  acknowledge(mark, when) {
    if (!mark || mark !== this.mark) return;
    clearTimeout(this.retry);
    if (this.kept === when) return;
    this.kept = when;
    this.redraw();
  }

  /** Shows the next version; the one in sight becomes the last of the others. */
  swap() {
    const [next, ...rest] = this.others;
    if (!next) return;
    const { text, rev, key } = this;
    const mine = { text, rev, key, at: Date.now(), when: clock(Date.now()) };
    this.others = text.trim() ? [...rest, mine] : rest;
    this.rev = next.rev;
    this.key = next.key ?? "";
    this.back = next.when;
    this.put(next.text);
    this.typed(next.text);
    this.redraw();
  }

  /** The text goes to be saved, under this key. Should the answer be lost, it is sent again so. */
  submit(key) {
    this.key = key;
    this.unsent = this.isTyped;
    this.flush();
    this.submitted = this.text;
    this.sent = Date.now();
    if (this.isTouched) this.copy();
  }

  /** Save was answered, so the next one may be another log. */
  answered() {
    this.key = "";
    this.sent = 0;
    // Not at once: a text that is saved is forgotten in this same moment.
    if (this.unsent && !this.timer) this.timer = setTimeout(() => this.flush(), PACE);
    if (this.isTouched && readCopy(this.owner, this.name)) this.copy();
  }

  /** What was written after the text was sent to be saved. */
  more() {
    return this.submitted !== null && this.text !== this.submitted ? this.text : "";
  }

  forgotten() {
    this.rest();
    this.unsent = false;
    const more = this.more();
    Object.assign(this, { others: [], back: "", key: "", kept: "", submitted: null, known: [] });
    this.isTouched = this.isTyped = false;
    if (more.trim()) this.typed(more);
    this.redraw();
  }

  /** Another window saved its text, and took the copy of this one along. */
  robbed() {
    if (this.isTyped) {
      this.typed(this.text);
    } else if (this.isTouched) {
      Object.assign(this, { isTouched: false, others: [], back: "", key: "" });
      this.put(this.initial ?? "");
      this.redraw();
    }
  }

  leave() {
    if (this.unsent && !this.isOnItsWay()) this.flush();
    this.rest();
    if (this.more().trim()) left.set(place(this.owner, this.name), this.more());
  }
}

/**
 * The draft of one field. `show` puts a text into it.
 *
 * What belongs to the field is read from it at once; nothing here waits for React.
 */
export function useDraft(
  { owner, draft, rev = 0, initial, serial, kept, mark, when, onKeep },
  show,
) {
  const [, redraw] = useReducer((count) => count + 1, 0);
  const held = useRef(null);
  held.current ??= new Field(redraw);
  const field = held.current;
  field.show = show;
  field.onKeep = onKeep;
  useEffect(() => {
    fields.add(field);
    return () => {
      fields.delete(field);
      field.leave();
    };
  }, []);
  useEffect(() => {
    field.open({ owner, name: draft, rev, initial: initial ?? "", kept });
  }, [owner, draft, serial, kept]);
  useEffect(() => field.acknowledge(mark, when), [mark, when]);
  return field;
}
