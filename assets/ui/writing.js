/* A text area that grows, keeps its draft, and can be saved from the keyboard. */
import { createElement as h, Fragment, useEffect, useRef, useState } from "react";
import { fit, useDraft } from "$/public/ui/draft.js";
import { Returned, whereKept } from "$/public/ui/keep.js";
import { locale } from "$/public/ui/words.js";

const NEAR = 0.9;

/**
 * The text belongs to the browser while it is typed: the server sends `initial`
 * and a new `serial` when another text should stand here, and hears of the
 * text when the form around it is sent. The rev that the text began from, and
 * the key of the form, go along: a draft may be older than the page.
 */
export function Writing({
  id, name, initial, serial, rev, formKey, hint, rows = 4, describedBy, invalid, maxLength, words,
  answered, first, limit, counter, ...draft
}) {
  const area = useRef(null);
  const key = useRef("");
  const [length, setLength] = useState(0);
  // Empty for a moment when the server was started anew.
  if (formKey) key.current = formKey;

  const show = (text) => {
    // Equal text is left alone: setting it would move the caret.
    if (area.current && area.current.value !== text) area.current.value = text;
    fit(area.current);
    count();
  };
  const field = useDraft({ ...draft, rev, initial, serial }, show);
  const sentKey = field.key || key.current;

  useEffect(() => {
    const form = area.current.form;
    const submit = () => field.submit(form.elements.namedItem("key")?.value ?? "");
    form?.addEventListener("submit", submit, { capture: true });
    return () => form?.removeEventListener("submit", submit, { capture: true });
  }, []);
  useEffect(() => {
    if (answered) field.answered();
  }, [answered]);
  const tellWhere = () => {
    const told = document.querySelector(`[data-kept-of="${id}"]`);
    const where = whereKept(field, words);
    if (told && told.textContent !== where) told.textContent = where;
  };
  useEffect(tellWhere);

  const count = () => {
    const signs = area.current ? Array.from(area.current.value.trim()).length : 0;
    // Drawn anew only where it is seen.
    setLength(limit && signs >= limit * NEAR ? signs : 0);
    const target = document.querySelector(`[data-words-of="${id}"]`);
    if (!target || !area.current) return;
    const many = area.current.value.trim().split(/\s+/).filter(Boolean).length;
    target.textContent = target.dataset.pattern.replace("{count}", many.toLocaleString(locale()));
  };
  const typed = () => {
    fit(area.current);
    field.typed(area.current.value);
    count();
    tellWhere();
  };
  return h(
    Fragment,
    null,
    formKey !== undefined && h("input", { type: "hidden", name: "key", value: sentKey }),
    h("input", { type: "hidden", name: "rev", value: String(field.rev) }),
    h("textarea", {
      ref: area,
      id,
      name,
      rows,
      dir: "auto",
      defaultValue: "",
      className: "writing",
      "data-first": first || undefined,
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
    }),
    length > 0 &&
      h(
        "p",
        { className: length > limit ? "counter problem" : "counter", "aria-live": "polite" },
        counter
          .replace("{count}", length.toLocaleString(locale()))
          .replace("{most}", limit.toLocaleString(locale())),
      ),
    h(Returned, { field, words }),
  );
}
