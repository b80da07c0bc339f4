/* What surrounds every page: keys, focus after navigation, the theme of the account. */
import { createElement as h, useContext, useEffect, useRef } from "react";
import { useLocation, useNavigate } from "react-router";
import { ColorModeContext } from "$/utils/context";

const GO = { t: "/", h: "/history", i: "/insights", m: "/museum", s: "/settings" };

const isTyping = (target) => target.closest?.("input, textarea, select, dialog, [contenteditable]");

export function Keys({ onLog }) {
  const navigate = useNavigate();
  const waiting = useRef(0);
  useEffect(() => {
    const onKey = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (Date.now() - waiting.current < 1200 && GO[key]) {
        waiting.current = 0;
        event.preventDefault();
        navigate(GO[key]);
      } else if (key === "g") {
        waiting.current = Date.now();
      } else if (key === "n") {
        event.preventDefault();
        const line = document.getElementById("quick-log");
        if (line) line.focus();
        else onLog?.();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });
  return null;
}

/** Moves focus to the content after a navigation, so that readers hear the new page. */
export function Focus() {
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    document.getElementById("content")?.focus({ preventScroll: true });
  }, [pathname]);
  return null;
}

/** Gives the browser the theme that the account has chosen. */
export function Theme({ theme, known }) {
  const { setColorMode, rawColorMode } = useContext(ColorModeContext);
  useEffect(() => {
    if (known && theme && theme !== rawColorMode) setColorMode(theme);
  }, [theme, known]);
  return null;
}
