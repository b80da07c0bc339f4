/* The quick log: a line that says back what it understood, and loses nothing. */
import { createElement as h, useEffect, useRef, useState } from "react";
import { fit, useDraft } from "$/public/ui/draft.js";
import { Returned, usePatience } from "$/public/ui/keep.js";

const PAUSE = 90;
const ASK_AGAIN = 1500;

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
  hint, label, preview, saved, answered, saveLabel, keyHint, formLabel, formKey, formSaved, onText,
  onSave, onForm, onAgain, onPick, help, keyHelp, problem, words, notSaved, ...draft
}) {
  const [text, setText] = useState("");
  const [waits, setWaits] = useState(null);
  const area = useRef(null);
  const timer = useRef(null);
  const seen = useRef([saved, formSaved]);
  // One key until the line is saved: pressing Save twice makes one log.
  const key = useRef(null);
  // What the whole form was last opened with. Another text is another form, with another draft.
  const formed = useRef(null);
  const field = useDraft(draft, setText);
  const late = usePatience(waits, ([line, id]) => onAgain?.(line, id));

  const tell = (value, wait) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onText?.(value), wait);
  };
  const change = (value) => {
    setText(value);
    field.typed(value);
    tell(value, PAUSE);
  };

  // Asks again while no answer is about what stands here: a draft that came back, a lost question.
  useEffect(() => {
    if (!text.trim() || preview?.text === text) return undefined;
    if (!field.isTyped) tell(text, 0);
    const asking = setInterval(() => onText?.(text), ASK_AGAIN);
    return () => clearInterval(asking);
  }, [text, preview]);

  useEffect(() => {
    if (!answered || answered !== waits?.[1]) return;
    setWaits(null);
    if (formed.current === null) field.answered();
  }, [answered, waits]);

  useEffect(() => {
    // A server that was started anew has saved nothing yet.
    const [before, beforeForm] = seen.current;
    const isMine = (one, last) => one && one !== last && one === key.current;
    seen.current = [saved || before, formSaved || beforeForm];
    if (!isMine(saved, before) && !isMine(formSaved, beforeForm)) return;
    key.current = null;
    formed.current = null;
    area.current?.focus();
    // What was typed after pressing Save is the beginning of the next line.
    if (field.more()) return;
    clearTimeout(timer.current);
    field.text = "";
    setText("");
  }, [saved, formSaved]);

  useEffect(() => fit(area.current), [text]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const send = () => {
    clearTimeout(timer.current);
    if (formed.current !== null && formed.current !== text) key.current = newKey();
    key.current ??= field.key || newKey();
    field.submit(key.current);
  };
  const save = () => {
    if (!text.trim()) return;
    send();
    // The server opens the form for what it misses here.
    if (!current?.is_complete) formed.current = text;
    setWaits([text, key.current]);
    onSave?.(text, key.current);
  };
  const openForm = () => {
    if (!text.trim()) return;
    send();
    formed.current = text;
    onForm?.(text, key.current);
  };
  const pressed = (event) => {
    if (event.key === "Escape") event.currentTarget.blur();
    // Enter that ends the writing of a word in another script is no Enter.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (event.repeat) return;
    if (event.altKey) openForm();
    else save();
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
        enterKeyHint: "done",
        onKeyDown: pressed,
      }),
    ),
    h(
      "div",
      { className: "quick-told", id: "quick-told", "aria-live": "polite" },
      late && h("p", { className: "not-saved" }, notSaved),
      text.trim() && h(Returned, { field, words }),
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
    told &&
      h(
        "div",
        { className: "quick-acts" },
        h(
          "button",
          { type: "button", className: "button plain", onClick: openForm },
          formLabel,
          h("kbd", { className: "desk" }, formKey),
        ),
        told.is_complete &&
          h(
            "button",
            { type: "button", className: "button primary", onClick: save },
            saveLabel,
            h("kbd", { className: "desk" }, keyHint),
          ),
      ),
  );
}
