/* One notice at a time, at the bottom; it waits while it is being read. */
import { createElement as h, useEffect, useRef, useState } from "react";

const WITH_UNDO = 8000;
const WITHOUT = 4000;

export function Notice({ text, undo, isError, serial, undoLabel, closeLabel, onUndo }) {
  const [shown, show] = useState(false);
  const [held, hold] = useState(false);
  const first = useRef(serial);

  useEffect(() => {
    if (serial && serial !== first.current) show(true);
    first.current = serial;
  }, [serial]);

  useEffect(() => {
    if (!shown || held || isError) return undefined;
    const timer = setTimeout(() => show(false), undo ? WITH_UNDO : WITHOUT);
    return () => clearTimeout(timer);
  }, [shown, held, isError, undo, serial]);

  const takeBack = () => {
    show(false);
    onUndo?.(undo);
  };

  useEffect(() => {
    if (!shown || !undo) return undefined;
    const onKey = (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      const filled = typing && typing.value;
      if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !filled) {
        event.preventDefault();
        takeBack();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });

  return h(
    "div",
    { className: "notice-place", role: isError ? "alert" : "status" },
    shown &&
      h(
        "div",
        {
          className: isError ? "notice notice-error" : "notice",
          onPointerEnter: () => hold(true),
          onPointerLeave: () => hold(false),
          onFocus: () => hold(true),
          onBlur: () => hold(false),
        },
        h("span", null, text),
        undo && h("button", { type: "button", className: "notice-link", onClick: takeBack }, undoLabel),
        isError &&
          h("button", { type: "button", className: "notice-link", onClick: () => show(false) }, closeLabel),
      ),
  );
}
