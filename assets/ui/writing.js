/* A text area that grows, keeps its draft, and can be saved from the keyboard. */
import { createElement as h, useEffect, useRef } from "react";
import { fit, keepDraft, readDraft } from "$/public/ui/draft.js";

/**
 * The text belongs to the browser while it is typed: the server sends `initial`
 * and a new `serial` when another text should stand here, and hears of the
 * text when the form around it is sent.
 */
export function Writing({
  id, name, draft, initial, serial, hint, rows = 4, describedBy, invalid, maxLength,
  onDraft,
}) {
  const area = useRef(null);

  useEffect(() => {
    const kept = readDraft(draft);
    const use = kept && kept !== initial ? kept : (initial ?? "");
    if (area.current) area.current.value = use;
    if (kept && kept !== initial) onDraft?.();
    fit(area.current);
    count();
  }, [draft, serial]);

  const count = () => {
    const target = document.querySelector(`[data-words-of="${id}"]`);
    if (!target || !area.current) return;
    const words = area.current.value.trim().split(/\s+/).filter(Boolean).length;
    target.textContent = target.dataset.pattern.replace("{count}", words.toLocaleString());
  };
  const typed = () => {
    fit(area.current);
    keepDraft(draft, area.current.value);
    count();
  };
  return h("textarea", {
    ref: area,
    id,
    name,
    rows,
    dir: "auto",
    defaultValue: "",
    className: "writing",
    placeholder: hint,
    maxLength,
    "aria-describedby": describedBy,
    "aria-invalid": invalid || undefined,
    onInput: typed,
    onKeyDown: (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        area.current.form?.requestSubmit();
      }
    },
  });
}
