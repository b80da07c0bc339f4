/* The palette (Ctrl+K) and the help sheet (?): both are made of the actions there are. */
import { createElement as h, useEffect, useId, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { isHere, perform, shown, useActions } from "$/public/ui/actions.js";
import { found } from "$/public/ui/match.js";

const LETTERS_TO_SEARCH = 3;
const PAUSE = 120;
const OPEN = "hundred:palette";

export function Keys({ keys, words }) {
  const presses = shown(keys, words);
  return h(
    "span",
    { className: "keys-shown desk" },
    ...presses.flatMap((press, index) => [
      index ? h("span", { key: `then${index}`, className: "keys-then" }, words.then) : null,
      ...press.map((key) => h("kbd", { key: `${index}${key}` }, key)),
    ]),
  );
}

/** The browser's own dialog, opened and closed from here alone: the server knows nothing of it. */
export function useSheet() {
  const box = useRef(null);
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    if (isOpen && !box.current.open) box.current.showModal();
    if (!isOpen && box.current.open) box.current.close();
  }, [isOpen]);
  const close = () => setIsOpen(false);
  const props = {
    ref: box,
    onClose: close,
    onCancel: (event) => {
      event.preventDefault();
      close();
    },
    onMouseDown: (event) => {
      if (event.target === box.current) close();
    },
  };
  return { isOpen, open: () => setIsOpen(true), close, props };
}

/** Opens when the window hears `name`, for actions that are ways to open something here. */
export const useOpener = (name, sheet) => {
  const open = useRef(sheet.open);
  open.current = sheet.open;
  useEffect(() => {
    const onOpen = () => open.current();
    window.addEventListener(name, onOpen);
    return () => window.removeEventListener(name, onOpen);
  }, [name]);
};

function Row({ item, id, isCurrent, onPick, onPoint, words }) {
  const line = useRef(null);
  useEffect(() => {
    if (isCurrent) line.current.scrollIntoView({ block: "nearest" });
  }, [isCurrent]);
  return h(
    "li",
    {
      ref: line,
      id,
      role: "option",
      "aria-selected": isCurrent,
      className: "palette-row",
      onClick: onPick,
      onPointerMove: onPoint,
    },
    item.seat && h("span", { className: `swatch seat-${item.seat}`, "aria-hidden": true }),
    h("span", { className: "name", dir: "auto" }, item.label),
    item.more && h("span", { className: "meta", dir: "auto" }, item.more),
    item.keys && h(Keys, { keys: item.keys, words }),
  );
}

/** What is in the palette for what was typed: sections in their order, empty ones left out. */
const sectionsOf = (typed, all, sections, reflections) => {
  const here = all.filter(
    (action) => !action.isHint && action.says !== OPEN && isHere(action),
  );
  const named = sections.map(({ name, label }) => ({
    name,
    label,
    items:
      name === "reflections"
        ? reflections
        : found(typed, here.filter((action) => action.section === name)),
  }));
  return named.filter(({ items }) => items.length);
};

function Search({ sections, reflections, onSearch, words, hint, nothing, onDone }) {
  const all = useActions();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const id = useId();
  const timer = useRef(0);
  const isLong = typed.trim().length >= LETTERS_TO_SEARCH;
  // What was found for other words stands until the server has answered to these.
  const held = (isLong ? (reflections ?? []) : [])
    .filter(({ of }) => typed.trim().startsWith(of))
    .map((item) => ({ ...item, name: item.id }));
  const shownSections = sectionsOf(typed, all, sections, held);
  const rows = shownSections.flatMap(({ items }) => items);
  const current = Math.min(at, rows.length - 1);

  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (text) => {
    setTyped(text);
    setAt(0);
    clearTimeout(timer.current);
    if (onSearch && text.trim().length >= LETTERS_TO_SEARCH)
      timer.current = setTimeout(() => onSearch(text), PAUSE);
  };
  const onKeyDown = (event) => {
    const target = {
      ArrowDown: current + 1 >= rows.length ? 0 : current + 1,
      ArrowUp: current <= 0 ? rows.length - 1 : current - 1,
      Home: 0,
      End: rows.length - 1,
    }[event.key];
    if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (rows[current]) onDone(rows[current]);
    }
    if (target === undefined || event.shiftKey) return;
    event.preventDefault();
    setAt(target);
  };
  let place = -1;
  return h(
    "div",
    { className: "palette-body" },
    h("input", {
      className: "palette-input",
      type: "text",
      role: "combobox",
      autoFocus: true,
      autoComplete: "off",
      spellCheck: false,
      maxLength: 200,
      dir: "auto",
      placeholder: hint,
      "aria-label": hint,
      "aria-expanded": rows.length > 0,
      "aria-controls": id,
      "aria-autocomplete": "list",
      "aria-activedescendant": rows.length ? `${id}-${current}` : undefined,
      value: typed,
      onChange: (event) => type(event.target.value),
      onKeyDown,
    }),
    h(
      "div",
      { id, role: "listbox", "aria-label": hint, className: "palette-list" },
      shownSections.map(({ name, label, items }) =>
        h(
          "ul",
          { key: name, role: "group", "aria-labelledby": `${id}-${name}` },
          h("li", { id: `${id}-${name}`, role: "presentation", className: "palette-label" }, label),
          items.map((item) => {
            place += 1;
            const mine = place;
            return h(Row, {
              key: item.name,
              id: `${id}-${mine}`,
              item,
              words,
              isCurrent: mine === current,
              onPick: () => onDone(item),
              onPoint: () => mine !== at && setAt(mine),
            });
          }),
        ),
      ),
    ),
    h("p", { className: "palette-nothing", role: "status" }, rows.length ? "" : nothing),
  );
}

/** `sections` are told in their order; `reflections` is what `onSearch` has found. */
export function Palette({ label, ...search }) {
  const navigate = useNavigate();
  const sheet = useSheet();
  useOpener(OPEN, sheet);
  const done = (item) => {
    sheet.close();
    // Focus goes back first, so that what the action opens may take it.
    requestAnimationFrame(() => perform(item, navigate));
  };
  return h(
    "dialog",
    { ...sheet.props, className: "palette", "aria-label": label },
    sheet.isOpen && h(Search, { ...search, onDone: done }),
  );
}

/** All keys, by section, in two columns. */
export function Help({ label, closeLabel, sections, words }) {
  const sheet = useSheet();
  const all = useActions().filter((action) => action.keys);
  useOpener("hundred:help", sheet);
  return h(
    "dialog",
    { ...sheet.props, className: "dialog dialog-wide help-sheet", "aria-label": label },
    sheet.isOpen &&
      h(
        "div",
        { className: "dialog-body" },
        h("h3", null, label),
        h(
          "div",
          { className: "help-columns" },
          sections.map(({ name, label: heading }) => {
            const mine = all.filter((action) => action.section === name);
            return (
              mine.length > 0 &&
              h(
                "section",
                { key: name },
                h("h4", null, heading),
                h(
                  "dl",
                  null,
                  mine.map((action) =>
                    h(
                      "div",
                      { key: action.name },
                      h("dt", null, action.label),
                      h("dd", null, h(Keys, { keys: action.keys, words })),
                    ),
                  ),
                ),
              )
            );
          }),
        ),
        h(
          "div",
          { className: "dialog-foot" },
          h("button", { type: "button", className: "button plain", onClick: sheet.close }, closeLabel),
        ),
      ),
  );
}
