/* What surrounds every page: keys, focus after navigation, the theme of the account. */
import { createElement as h, useContext, useEffect, useRef, useSyncExternalStore } from "react";
import { useLocation, useNavigate } from "react-router";
import { ColorModeContext } from "$/utils/context";
import { actions, isHere, perform, pressed } from "$/public/ui/actions.js";
import { going } from "$/public/ui/history.js";

const SEQUENCE = 1200;

const isInDialog = () => document.querySelector("dialog[open]") !== null;

const isTyping = (target) =>
  target.closest?.("input, textarea, select, dialog, [role=menu], [contenteditable]");

/** Does what an action's keys stand for, wherever the page is. The keys themselves: frame.py. */
export function Keys() {
  const navigate = useNavigate();
  useEffect(() => {
    let before = { press: "", when: 0 };
    const onKey = (event) => {
      const press = pressed(event);
      const isFree = !isTyping(event.target);
      if (event.altKey || (!isFree && (!press.startsWith("Mod+") || isInDialog()))) return;
      const chord = event.timeStamp - before.when < SEQUENCE ? `${before.press} ${press}` : "";
      before = { press, when: event.timeStamp };
      const mine = actions().filter((action) => !action.isHint && isHere(action));
      const action =
        mine.find(({ keys }) => keys && keys === chord) ?? mine.find(({ keys }) => keys === press);
      if (!action) return;
      event.preventDefault();
      before = { press: "", when: 0 };
      perform(action, navigate);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [navigate]);
  return null;
}

/** Moves focus to the content after a navigation, so that readers hear the new page. */
export function Focus() {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    if (going.toSearch) return;
    document.getElementById("content")?.focus({ preventScroll: true });
  }, [pathname]);
  return null;
}

/** Gives the browser the theme that the account has chosen, and its window the same colour. */
export function Theme({ theme, known }) {
  const { setColorMode, rawColorMode, resolvedColorMode } = useContext(ColorModeContext);
  useEffect(() => {
    if (known && theme && theme !== rawColorMode) setColorMode(theme);
  }, [theme, known]);
  useEffect(() => {
    const colour = getComputedStyle(document.documentElement).backgroundColor;
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.content = colour;
  }, [rawColorMode, resolvedColorMode]);
  return null;
}

/** Lets the browser keep what is the same for everybody. On plain http there is no such thing. */
export function Worker() {
  useEffect(() => {
    navigator.serviceWorker?.register("/service-worker.js").catch(() => {});
  }, []);
  return null;
}

/**
 * Stands on pages that are sent without scripts. When it runs at all, the router drew the page
 * by itself, with nothing of what the server fills in.
 */
export function Plainly() {
  useEffect(() => window.location.reload(), []);
  return null;
}

/**
 * A part of a page with an address of its own, `#name`, and marked while that is the address. The
 * browser's own mark, `:target`, is lost when the page is drawn anew.
 */
export function Section({ name, className, children }) {
  // The router draws this anew for every address, also for those that it goes to without the browser.
  useLocation();
  const isHere = useSyncExternalStore(onHash, () => window.location.hash === `#${name}`, () => false);
  return h("section", { id: name, className, "data-here": isHere ? "" : undefined }, children);
}

function onHash(listener) {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}
