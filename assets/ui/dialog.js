/* A dialog: the browser's own, which traps focus, closes on Escape and gives focus back. */
import { Component, createElement as h, useEffect, useRef, useState } from "react";

const AGAIN = 1500;

const read = (box) => {
  const form = box?.querySelector("form");
  return form ? Object.fromEntries(new FormData(form)) : null;
};

/** Reads the form in the very moment before the page forgets what was in it. */
class Last extends Component {
  getSnapshotBeforeUpdate(before) {
    if (before.open && !this.props.open) this.props.onLast();
    return null;
  }

  componentDidUpdate() {}

  render() {
    return null;
  }
}

/**
 * `closed` changes when somebody meant it to close. When it closes without that, the server was
 * started anew and has forgotten it: it stays as it is, and the server is told by `onResume` what
 * is in it until it says that it is open again.
 */
export function Dialog({ open, label, kind, problem, closed, onClose, onResume, children }) {
  const box = useRef(null);
  const last = useRef(null);
  const meant = useRef(closed);
  const resume = useRef(onResume);
  const again = useRef(false);
  const [, redraw] = useState(0);
  resume.current = onResume;

  // Held from the render in which it closes: a moment later the text would be gone.
  const before = useRef(false);
  const held = useRef(false);
  const isMeant = Boolean(closed) && closed !== meant.current;
  if (open || isMeant) held.current = false;
  else if (before.current && onResume) held.current = true;
  before.current = open;
  const shown = open || held.current;
  useEffect(() => {
    meant.current = closed || meant.current;
  }, [closed]);

  useEffect(() => {
    const dialog = box.current;
    if (shown && !dialog.open) {
      dialog.showModal();
      dialog.querySelector('[data-first="true"]')?.focus();
    }
    if (!shown && dialog.open) dialog.close();
  }, [shown]);
  useEffect(() => {
    if (!held.current) return undefined;
    const ask = () => last.current && resume.current?.(last.current);
    ask();
    const timer = setInterval(ask, AGAIN);
    return () => clearInterval(timer);
  }, [held.current]);
  useEffect(() => {
    if (!open || !again.current) return;
    again.current = false;
    box.current.querySelector("form")?.requestSubmit();
  }, [open]);
  useEffect(() => {
    if (!shown || !problem) return;
    box.current.querySelector('[aria-invalid="true"]')?.focus();
  }, [shown, problem]);

  const close = () => {
    // Nobody answers while it is held; closing it then is meant as well.
    if (held.current) {
      held.current = false;
      redraw((count) => count + 1);
    }
    onClose?.();
  };
  const leave = (event) => {
    event.preventDefault();
    close();
  };
  return h(
    "dialog",
    {
      ref: box,
      className: ["dialog", ...(kind ? kind.split(" ") : [])].join(" dialog-"),
      "aria-label": label,
      onCancel: leave,
      onMouseDown: (event) => {
        if (event.target === box.current) close();
      },
      onSubmitCapture: (event) => {
        if (!held.current) return;
        // Some of its fields are empty for this moment. It is sent as soon as they are not.
        event.preventDefault();
        event.stopPropagation();
        again.current = true;
      },
    },
    h(Last, { open, onLast: () => (last.current = read(box.current)) }),
    shown && h("div", { className: "dialog-body" }, children),
  );
}
