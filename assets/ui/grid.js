/* The hundred squares: one SVG, drawn from five numbers. */
import { createElement as h, useEffect, useId, useRef, useState } from "react";

const RISE = 140;
const APART = 40;
const LONGEST = 190;
const MOST_RISING = 8;

const SIZES = {
  s: { cell: 8, gap: 2, radius: 1.5, dot: 1.5, ring: 1 },
  m: { cell: 19, gap: 4, radius: 3, dot: 3, ring: 1.5 },
  l: { cell: 40, gap: 6, radius: 5, dot: 6.5, ring: 2 },
};

const place = (number, step) => [
  ((number - 1) % 10) * step,
  Math.floor((number - 1) / 10) * step,
];

/** The outline of one square as a path. */
const square = (number, { cell, gap, radius: r }) => {
  const [x, y] = place(number, cell + gap);
  const side = cell - 2 * r;
  return `M${x + r} ${y}h${side}a${r} ${r} 0 0 1 ${r} ${r}v${side}a${r} ${r} 0 0 1-${r} ${r}h-${side}a${r} ${r} 0 0 1-${r}-${r}v-${side}a${r} ${r} 0 0 1 ${r}-${r}z`;
};

const ALL = Object.fromEntries(
  Object.entries(SIZES).map(([name, size]) => [
    name,
    Array.from({ length: 100 }, (_, index) => square(index + 1, size)).join(""),
  ]),
);

/** What of the hundred squares shows as filled: whole rows, a part of a row, a part of a square. */
const window_ = (full, part, { cell, gap }) => {
  const step = cell + gap;
  const rows = Math.floor(full / 10);
  const rest = full % 10;
  let path = rows ? `M0 0H${10 * step}V${rows * step - gap / 2}H0z` : "";
  if (rest) path += `M0 ${rows * step}H${rest * step - gap / 2}v${cell}H0z`;
  if (part > 0 && full < 100) {
    const [x, y] = place(full + 1, step);
    const height = Math.max(1, Math.round(part * cell * 2) / 2);
    path += `M${x} ${y + cell - height}h${cell}v${height}h-${cell}z`;
  }
  return path;
};

/** Which squares the parts lie in, and what of each: from and to, from its bottom up. */
const slices = (parts) =>
  parts.flatMap(([from, to]) => {
    const found = [];
    for (let at = Math.floor(from); at < to && at < 100; at += 1)
      found.push([at + 1, Math.max(0, from - at), Math.min(1, to - at)]);
    return found;
  });

/** What of the filled squares waits for its sentence: stripes of the paper beneath. */
function Hatched({ parts, size }) {
  const id = useId();
  const step = size.cell + size.gap;
  const stripe = size.cell / 4;
  const path = slices(parts)
    .map(([number, low, high]) => {
      const [x, y] = place(number, step);
      const height = Math.max(1, (high - low) * size.cell);
      return `M${x} ${y + size.cell * (1 - low) - height}h${size.cell}v${height}h-${size.cell}z`;
    })
    .join("");
  return h(
    "g",
    { className: "grid-waiting" },
    h(
      "pattern",
      { id, width: stripe, height: stripe, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      h("path", { className: "grid-hatch", d: `M0 0V${stripe}`, strokeWidth: stripe }),
    ),
    h("path", { d: path, fill: `url(#${id})` }),
  );
}

function Marks({ marks, full, size }) {
  const middle = size.cell / 2;
  return (marks ?? []).map(({ square: number, standing }) => {
    const [x, y] = place(number, size.cell + size.gap);
    const [cx, cy] = [x + middle, y + middle];
    if (standing === "written")
      return h("circle", { key: number, className: "grid-dot", cx, cy, r: size.dot });
    const due = standing === "due";
    return h("circle", {
      key: number,
      className: due ? "grid-ring" : "grid-todo",
      cx,
      cy,
      r: size.dot - size.ring / 4,
      strokeWidth: due ? size.ring : size.ring * 0.75,
    });
  });
}

const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The squares that fill one after the other when hours come in, and nothing when they go. */
function Rising({ from, to, size }) {
  const id = useId();
  const first = Math.floor(from) + 1;
  const last = Math.ceil(to);
  const apart = Math.min(APART, (LONGEST - RISE) / Math.max(1, last - first));
  const full = Math.floor(to);
  return h(
    "g",
    { clipPath: `url(#${id})` },
    h("clipPath", { id }, h("path", { d: window_(full, to - full, size) })),
    Array.from({ length: last - first + 1 }, (_, index) =>
      h("path", {
        key: `${to} ${index}`,
        className: "grid-full grid-rise",
        d: square(first + index, size),
        style: { animationDelay: `${Math.round(index * apart)}ms` },
      }),
    ),
  );
}

/** How much was filled before the last change, as long as the same pursuit is drawn. */
function usePrevious(of, filled) {
  const seen = useRef({ of, filled, from: filled });
  const before = seen.current;
  if (before.of !== of || before.filled !== filled) {
    const rises = before.of === of && filled > before.filled && !isStill();
    seen.current = { of, filled, from: rises ? before.filled : filled };
  }
  return seen.current.from;
}

/**
 * `of` is what the hours are of. When more of it is filled than before, the new share rises;
 * all beyond the squares that do is there at once.
 */
export function Drawing({ squares, size: name, of, isHidden = false, children }) {
  const id = useId();
  const all = useId();
  const size = SIZES[name];
  const side = 10 * size.cell + 9 * size.gap;
  const { full = 0, part = 0, before = 0, hatched, marks } = squares ?? {};
  const filled = full + (full < 100 ? part : 0);
  const from = usePrevious(squares ? of : undefined, filled);
  const base = Math.max(from, Math.ceil(filled) - MOST_RISING);
  const still = Math.floor(base);
  return h(
    "svg",
    {
      className: `grid grid-${name}`,
      viewBox: `0 0 ${side} ${side}`,
      width: side,
      height: side,
      ...(isHidden
        ? { "aria-hidden": true }
        : { role: "img", "aria-label": squares?.label ?? "" }),
    },
    h("clipPath", { id }, h("path", { d: window_(still, base - still, size) })),
    // Said once and used twice: it is the longest thing on most pages.
    h("defs", null, h("path", { id: all, d: ALL[name] })),
    h("use", { className: "grid-empty", href: `#${all}` }),
    h("use", { className: "grid-full", href: `#${all}`, clipPath: `url(#${id})` }),
    filled > from && h(Rising, { from: base, to: filled, size }),
    before > 0 &&
      h("path", {
        className: "grid-before",
        d: Array.from({ length: before }, (_, index) => square(index + 1, size)).join(""),
      }),
    hatched?.length > 0 && h(Hatched, { parts: hatched, size }),
    h(Marks, { marks, full, size }),
    children,
  );
}

/** The grid of a card: one picture with one sentence. */
export function HundredGrid({ squares, size = "m", of = "" }) {
  return h(Drawing, { squares, size, of });
}

const heading = (number, free, milestone, marks) => {
  const mark = (marks ?? []).find((item) => item.square === number);
  if (mark && mark.standing !== "written")
    return milestone.replace("{hours}", number).replace("{number}", number);
  return free.replace("{number}", number);
};

/**
 * The grid of a commitment's page. A square can be pointed at, or reached with
 * the arrow keys; what it holds stands in the caption below, over nothing.
 */
export function HourGrid({ squares, of, notes, freeText, milestoneText, gridLabel, onOpen }) {
  const id = useId();
  const byNumber = new Map((notes ?? []).map((note) => [note.number, note]));
  const latest = notes?.length ? notes[notes.length - 1].number : 1;
  const [chosen, choose] = useState(null);
  const [cursor, setCursor] = useState(null);
  const [focused, setFocused] = useState(false);
  const box = useRef(null);
  const shown = chosen ?? (focused ? (cursor ?? latest) : latest);
  const note = byNumber.get(shown);
  const size = SIZES.l;
  const step = size.cell + size.gap;
  const side = 10 * size.cell + 9 * size.gap;

  useEffect(() => choose(null), [squares?.label]);

  const at = (event) => {
    const area = box.current.getBoundingClientRect();
    const rtl = getComputedStyle(box.current).direction === "rtl";
    const across = ((event.clientX - area.left) / area.width) * side;
    const x = Math.floor((rtl ? side - across : across) / step);
    const y = Math.floor((((event.clientY - area.top) / area.height) * side) / step);
    return x < 0 || y < 0 || x > 9 || y > 9 ? null : y * 10 + x + 1;
  };
  const open = (number) => {
    const held = byNumber.get(number);
    if (held) onOpen?.(held.log_id);
  };
  const move = (event) => {
    const now = cursor ?? latest;
    const row = Math.floor((now - 1) / 10) * 10;
    const target = {
      ArrowRight: now + 1,
      ArrowLeft: now - 1,
      ArrowDown: now + 10,
      ArrowUp: now - 10,
      Home: event.ctrlKey ? 1 : row + 1,
      End: event.ctrlKey ? 100 : row + 10,
    }[event.key];
    if (event.key === "Enter") return open(now);
    if (event.key === "Escape") return event.currentTarget.blur();
    if (target === undefined) return;
    event.preventDefault();
    setCursor(Math.min(100, Math.max(1, target)));
    choose(null);
  };
  const titleOf = (number) =>
    byNumber.get(number)?.heading ?? heading(number, freeText, milestoneText, squares?.marks);
  const title = titleOf(shown);
  const reached = cursor ?? latest;
  const [x, y] = place(shown, step);
  const ringed = chosen !== null || focused;
  return h(
    "div",
    { className: "hour-grid" },
    h(
      "div",
      {
        ref: box,
        className: "hour-grid-box",
        role: "grid",
        "aria-label": gridLabel,
        "aria-rowcount": 10,
        "aria-colcount": 10,
        "aria-activedescendant": id,
        tabIndex: 0,
        onKeyDown: move,
        onFocus: () => setFocused(true),
        onBlur: () => setFocused(false),
        onPointerMove: (event) => choose(at(event)),
        onPointerLeave: () => choose(null),
        onClick: (event) => open(at(event)),
      },
      // A hundred cells would be read no better: this is the one that the arrows have reached.
      h(
        "div",
        { role: "row", "aria-rowindex": Math.ceil(reached / 10) },
        h("div", {
          id,
          role: "gridcell",
          "aria-colindex": ((reached - 1) % 10) + 1,
          "aria-selected": focused,
          "aria-label": [titleOf(reached), byNumber.get(reached)?.text].filter(Boolean).join(". "),
        }),
      ),
      h(
        Drawing,
        { squares, size: "l", of, isHidden: true },
        ringed &&
          h("rect", {
            className: "grid-chosen",
            x: x - 3,
            y: y - 3,
            width: size.cell + 6,
            height: size.cell + 6,
            rx: size.radius + 3,
          }),
      ),
    ),
    h(
      "div",
      { className: "grid-caption", id: "grid-caption" },
      h("p", { className: "meta" }, squares?.full || notes?.length || ringed ? title : ""),
      note &&
        h("p", { className: note.is_own_words ? "grid-sentence" : "imported", dir: "auto" }, note.text),
    ),
  );
}
