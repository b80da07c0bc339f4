/* A sheet from the bottom of a phone: opened by its button, gone once something in it is chosen. */
import { createElement as h, useRef } from "react";
import { useSheet } from "$/public/ui/palette.js";

const FAR_ENOUGH = 60;

/** `trigger` and `children` are what the button and the sheet show. */
export function Sheet({ label, trigger, children }) {
  const sheet = useSheet();
  const start = useRef(null);
  const onChoose = (event) => {
    if (event.target.closest("a, button, [type=submit]")) sheet.close();
  };
  const drag = {
    onPointerDown: (event) => {
      start.current = event.clientY;
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerUp: (event) => {
      if (start.current !== null && event.clientY - start.current > FAR_ENOUGH) sheet.close();
      start.current = null;
    },
    onPointerCancel: () => (start.current = null),
  };
  return h(
    "div",
    { className: "sheet-place" },
    h(
      "button",
      {
        type: "button",
        className: "tab",
        "aria-haspopup": "dialog",
        "aria-expanded": sheet.isOpen,
        onClick: sheet.open,
      },
      trigger,
    ),
    h(
      "dialog",
      { ...sheet.props, className: "dialog sheet", "aria-label": label },
      h("div", { className: "sheet-grabber", "aria-hidden": true, ...drag }),
      h("div", { className: "sheet-body", onClick: onChoose }, children),
    ),
  );
}
