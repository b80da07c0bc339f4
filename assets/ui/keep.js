/* What becomes of a text: told in words, forgotten once it is saved, sent again while it is not. */
import { createElement as h, useEffect, useRef, useState } from "react";
import { forget } from "$/public/ui/draft.js";

const PATIENCE = 3000;

const fill = (pattern, when) => pattern.replace("{when}", when);

/** Forgets the draft of a text that is saved, whoever showed the field for it. */
export function Forget({ owner, name, serial }) {
  const seen = useRef(serial);
  useEffect(() => {
    if (serial && serial !== seen.current) forget(owner, name);
    seen.current = serial;
  }, [owner, name, serial]);
  return null;
}

/** "Your draft from 17:42 is back", and the way to another version of it. */
export function Returned({ field, words }) {
  const other = field.others[0];
  if (!field.back && !other) return null;
  return h(
    "p",
    { className: "draft-line", role: "status" },
    field.back && h("span", null, fill(words.back, field.back)),
    other &&
      h(
        "span",
        null,
        fill(other.isElsewhere ? words.otherDevice : words.other, other.when),
        " ",
        h("button", { type: "button", className: "link", onClick: () => field.swap() }, words.show),
      ),
  );
}

/** Where the draft is: with the server, or in this browser alone. */
export const whereKept = (field, words) => {
  if (!field.isTyped || !field.text.trim()) return "";
  return field.kept ? fill(words.kept, field.kept) : words.here;
};

/** Keeps showing a part of a page while the server, started anew, does not know yet. */
export function Steady({ when, known, children }) {
  const last = useRef(false);
  if (known) last.current = Boolean(when);
  return last.current ? children : null;
}

/**
 * What to do while a save is not answered: say so, and send it again. Returns whether it is late.
 *
 * `waits` is what was sent, null when nothing is; each save carries a key or a
 * rev, so that sending it twice saves it once.
 */
export function usePatience(waits, onAgain) {
  const [late, setLate] = useState(false);
  const again = useRef(onAgain);
  again.current = onAgain;
  useEffect(() => {
    setLate(false);
    if (waits === null) return undefined;
    const timer = setInterval(() => {
      setLate(true);
      again.current?.(waits);
    }, PATIENCE);
    return () => clearInterval(timer);
  }, [waits]);
  return late;
}

/** Stands inside a form: watches over its saving. `answered` changes with each answer to it. */
export function Sending({ answered, words, onAgain }) {
  const place = useRef(null);
  const [waits, setWaits] = useState(null);
  const late = usePatience(waits, onAgain);
  useEffect(() => {
    const form = place.current.closest("form");
    const sent = () => setWaits(Object.fromEntries(new FormData(form)));
    form.addEventListener("submit", sent);
    return () => form.removeEventListener("submit", sent);
  }, []);
  useEffect(() => {
    if (answered) setWaits(null);
  }, [answered]);
  useEffect(() => {
    const button = place.current.closest("form").querySelector('[type="submit"]');
    if (waits === null) button?.removeAttribute("aria-busy");
    else button?.setAttribute("aria-busy", "true");
  }, [waits]);
  return h("p", { ref: place, className: "not-saved", role: "status" }, late && words);
}
