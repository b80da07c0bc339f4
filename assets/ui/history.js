/* The history: its address is what it shows, its place is kept, its texts are marked and cut. */
import { createElement as h, Fragment, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { inside } from "$/public/ui/prose.js";

const TYPING = 200;
const AT_ONCE = 50;

/** Set by the key that leads to the search from elsewhere. */
export const going = { toSearch: false };

export const SEARCH = "history-search";

/** The fields that a history is narrowed with. They say what the address says, and it what they. */
export function Filters({ label, children }) {
  const form = useRef(null);
  const timer = useRef(null);
  const navigate = useNavigate();
  const { search } = useLocation();

  useEffect(() => {
    const asked = new URLSearchParams(search);
    const follow = () => {
      for (const field of form.current.elements) {
        // What is being typed is ahead of the address.
        const isAhead = field.id === SEARCH && timer.current;
        const wanted = asked.get(field.name) ?? "";
        // A hidden field keeps its value as an attribute: setting it is a change that is heard below.
        if (field.name && !isAhead && field.value !== wanted) field.value = wanted;
      }
    };
    follow();
    // What can be chosen arrives later than the address.
    const arriving = new MutationObserver(follow);
    const inside = { childList: true, subtree: true, attributeFilter: ["value"] };
    arriving.observe(form.current, inside);
    return () => arriving.disconnect();
  }, [search]);
  useEffect(() => {
    if (going.toSearch) document.getElementById(SEARCH)?.focus();
    going.toSearch = false;
    return () => clearTimeout(timer.current);
  }, []);

  const go = (replace) => {
    clearTimeout(timer.current);
    timer.current = null;
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(form.current)) if (value) asked.set(name, value);
    if (String(asked) === String(new URLSearchParams(search))) return;
    navigate({ search: String(asked) }, { replace, preventScrollReset: true });
  };
  return h(
    "form",
    {
      ref: form,
      role: "search",
      "aria-label": label,
      className: "filters",
      onInput: (event) => {
        if (event.target.id !== SEARCH) return;
        clearTimeout(timer.current);
        timer.current = setTimeout(() => go(true), TYPING);
      },
      onChange: (event) => event.target.id !== SEARCH && go(false),
      onSubmit: (event) => {
        event.preventDefault();
        go(true);
      },
    },
    children,
  );
}

const place = (key) => `place:${key}`;

/**
 * Keeps how much is shown in the address, and how far it was scrolled with this entry of the
 * browser's history: Back leads to the same line, also after a reload.
 */
export function Place({ shown }) {
  const { key } = useLocation();
  const isBack = useRef(false);

  useLayoutEffect(() => {
    isBack.current = false;
    const keep = () => sessionStorage.setItem(place(key), String(Math.round(window.scrollY)));
    window.addEventListener("scroll", keep, { passive: true });
    return () => window.removeEventListener("scroll", keep);
  }, [key]);
  useEffect(() => {
    const there = new URL(window.location.href);
    if (!shown || isBack.current) return;
    isBack.current = true;
    const wanted = Number(sessionStorage.getItem(place(key)));
    // Only where it was higher before: whoever scrolled meanwhile is not moved.
    if (wanted && window.scrollY === 0 && there.searchParams.has("n")) window.scrollTo(0, wanted);
  }, [key, shown]);
  useEffect(() => {
    const there = new URL(window.location.href);
    if (!shown) return;
    if (shown > AT_ONCE) there.searchParams.set("n", shown);
    else there.searchParams.delete("n");
    if (there.href !== window.location.href) {
      // Not by the router: nothing has to be loaded anew.
      window.history.replaceState(window.history.state, "", there);
    }
  }, [shown]);
  return null;
}

const drawn = (parts) =>
  parts.map(({ text, is_hit: isHit }, at) => h(isHit ? "mark" : Fragment, { key: at }, text));

/** Somebody's own words, at most eight lines of them until asked to go on. */
export function Prose({ text, blocks = [], parts = [], excerpt = [], readOn }) {
  const words = useRef(null);
  const [isWhole, showWhole] = useState(false);
  const [isCut, cut] = useState(false);
  const isExcerpt = excerpt.length > 0 && !isWhole;

  useEffect(() => {
    // Not words.current: it may be gone when the last of what was observed is told.
    const box = words.current;
    const watching = new ResizeObserver(() => cut(box.scrollHeight > box.clientHeight + 2));
    watching.observe(box);
    return () => watching.disconnect();
  }, [text, blocks, parts, isWhole]);

  const more = () => {
    showWhole(true);
    words.current.focus();
  };
  const isTree = blocks.length > 0 && !isExcerpt;
  const shown = isExcerpt ? excerpt : parts;
  return h(
    Fragment,
    null,
    h(
      isTree ? "div" : "p",
      { ref: words, className: isWhole ? "prose" : "prose prose-cut", dir: "auto", tabIndex: -1 },
      shown.length && !isTree ? drawn(shown) : inside(text, isTree ? blocks : []),
    ),
    !isWhole &&
      (isExcerpt || isCut) &&
      h("button", { type: "button", className: "link read-on", onClick: more }, readOn),
  );
}

/** A form in the place of what it changes. Escape leaves it; focus goes where it came from. */
export function InPlace({ label, problem, onClose, children }) {
  const box = useRef(null);
  useEffect(() => {
    const article = box.current.closest("article");
    const area = box.current.querySelector("textarea");
    area?.focus();
    area?.setSelectionRange(area.value.length, area.value.length);
    return () =>
      requestAnimationFrame(() => {
        const free = document.activeElement === document.body;
        if (free) article?.querySelector(".log-edit")?.focus({ preventScroll: true });
      });
  }, []);
  useEffect(() => {
    if (problem) box.current.querySelector('[aria-invalid="true"]')?.focus();
  }, [problem]);
  return h(
    "div",
    {
      ref: box,
      role: "group",
      "aria-label": label,
      className: "in-place",
      onKeyDown: (event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        onClose?.();
      },
    },
    children,
  );
}
