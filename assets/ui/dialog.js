/* A dialog: the browser's own, which traps focus, closes on Escape and gives focus back. */
import { createElement as h, useEffect, useRef } from "react";

export function Dialog({ open, label, wide, problem, onClose, children }) {
  const box = useRef(null);
  useEffect(() => {
    const dialog = box.current;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  useEffect(() => {
    if (!open || !problem) return;
    box.current.querySelector('[aria-invalid="true"]')?.focus();
  }, [open, problem]);
  const leave = (event) => {
    event.preventDefault();
    onClose?.();
  };
  return h(
    "dialog",
    {
      ref: box,
      className: wide ? "dialog dialog-wide" : "dialog",
      "aria-label": label,
      onCancel: leave,
      onMouseDown: (event) => {
        if (event.target === box.current) onClose?.();
      },
    },
    open && h("div", { className: "dialog-body" }, children),
  );
}
