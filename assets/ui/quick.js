/* The quick log: a line that says back what it understood, and loses nothing. */
import { createElement as h, useEffect, useRef, useState } from "react";
import { fit, keepDraft, readDraft } from "$/public/ui/draft.js";

const PAUSE = 90;

/** A UUID by hand: crypto.randomUUID is missing on plain http, as on a home network. */
const newKey = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

/** The text again, behind the field, with a line under what was recognised. */
function Underlines({ text, marks, seat }) {
  const parts = [];
  let at = 0;
  for (const { start, end, kind } of marks) {
    parts.push(text.slice(at, start));
    const line = kind === "commitment" && seat ? `quick-mark seat-${seat}` : "quick-mark";
    parts.push(h("span", { key: start, className: line }, text.slice(start, end)));
    at = end;
  }
  parts.push(text.slice(at));
  return h("div", { className: "quick-mirror", "aria-hidden": true }, ...parts);
}

export function QuickLine({
  draft, hint, label, preview, savedSerial, saveLabel, keyHint, onText, onSave, onPick, help, keyHelp, problem,
}) {
  const [text, setText] = useState("");
  const area = useRef(null);
  const timer = useRef(null);
  const seen = useRef(savedSerial);
  // One key until the line is saved: pressing Save twice makes one log.
  const key = useRef(null);
  const sent = useRef(null);

  const tell = (value, wait) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onText?.(value), wait);
  };
  const change = (value) => {
    setText(value);
    keepDraft(draft, value);
    tell(value, PAUSE);
  };

  useEffect(() => {
    const kept = readDraft(draft);
    if (kept && !text) {
      setText(kept);
      tell(kept, 0);
    }
  }, [draft]);

  useEffect(() => {
    if (savedSerial !== seen.current) {
      seen.current = savedSerial;
      key.current = null;
      area.current?.focus();
      // What was typed after pressing Save is the beginning of the next line.
      if (text !== sent.current) return;
      clearTimeout(timer.current);
      setText("");
      keepDraft(draft, "");
    }
  }, [savedSerial]);

  useEffect(() => fit(area.current), [text]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const save = () => {
    if (!text.trim()) return;
    clearTimeout(timer.current);
    key.current ??= newKey();
    sent.current = text;
    onSave?.(text, key.current);
  };
  const current = preview?.text === text && text.trim() ? preview : null;
  const told = text.trim() ? preview : null;
  return h(
    "div",
    { className: "quick", "data-filled": text.trim() ? "" : undefined },
    h(
      "div",
      { className: "quick-field" },
      current && h(Underlines, { text, marks: current.marks ?? [], seat: current.seat }),
      h("textarea", {
        ref: area,
        id: "quick-log",
        rows: 1,
        value: text,
        dir: "auto",
        maxLength: 11000,
        placeholder: hint,
        "aria-label": label,
        "aria-describedby": "quick-told",
        autoComplete: "off",
        onChange: (event) => change(event.target.value),
        onKeyDown: (event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            save();
          }
          if (event.key === "Escape") event.currentTarget.blur();
        },
      }),
    ),
    h(
      "div",
      { className: "quick-told", id: "quick-told", "aria-live": "polite" },
      !told && h("p", { className: "quick-help" }, help, h("span", { className: "desk" }, " ", keyHelp)),
      told &&
        h(
          "div",
          { className: "quick-preview" },
          (told.seat || told.what) &&
            h(
              "p",
              { className: "quick-what" },
              told.seat && h("span", { className: `swatch seat-${told.seat}` }),
              h("b", null, told.what),
              told.when && h("span", { className: "quick-when" }, told.what ? `, ${told.when}` : told.when),
              told.change && h("span", { className: "quick-change" }, told.change),
            ),
          (problem || told.problem) &&
            h("p", { className: "problem", role: "alert" }, problem || told.problem),
          told.asks &&
            !told.problem &&
            h(
              "p",
              { className: "quick-ask" },
              h("span", null, told.question),
              ...(told.chips ?? []).map((chip) =>
                h(
                  "button",
                  {
                    key: chip.value,
                    type: "button",
                    className: "chip",
                    onClick: () => {
                      onPick?.(told.asks, chip.value, text);
                      area.current?.focus();
                    },
                  },
                  chip.seat && h("span", { className: `swatch seat-${chip.seat}` }),
                  chip.label,
                ),
              ),
            ),
          told.remark && h("p", { className: "quick-remark" }, told.remark),
        ),
    ),
    told?.is_complete &&
      h(
        "button",
        { type: "button", className: "button primary quick-save", onClick: save },
        saveLabel,
        h("kbd", { className: "desk" }, keyHint),
      ),
  );
}
