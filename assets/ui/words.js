/* What a page says, in the language of whoever reads it. Pages are compiled in English. */
import { createElement as h, Fragment, useEffect, useSyncExternalStore } from "react";

const ENGLISH = { language: "en", sentences: {} };
/* Where days stand before months, as in the English of the server. */
const LOCALES = { en: "en-GB" };

/* /words/….js leaves its sentences here, and stands before all other scripts. */
const left = () => (typeof window === "undefined" ? undefined : window.hundredWords);

let words = left() ?? ENGLISH;
let asked = words.language;
const listeners = new Set();
const subscribe = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const spoken = () => words.language;
/* Where the focus was before everything was drawn anew. */
let held = "";

/** A sentence of Hundred in the language that is spoken, with its gaps filled. */
export const say = (english, values) => {
  const sentence = Object.hasOwn(words.sentences, english) ? words.sentences[english] : english;
  return values ? sentence.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap) : sentence;
};

/** The locale for days and numbers that the browser itself writes. */
export const locale = () => LOCALES[words.language] ?? words.language;

const speak = (other) => {
  if (other.language === words.language) return;
  words = other;
  held = document.activeElement?.id ?? "";
  document.documentElement.lang = other.language;
  for (const listener of listeners) listener();
};

/* As a script: a page may run those of its own site, and nothing that comes as text. */
const learn = (language) => {
  if (asked === language) return;
  asked = language;
  if (language === ENGLISH.language) {
    speak(ENGLISH);
    return;
  }
  const script = document.createElement("script");
  script.src = `/words/${language}.js`;
  script.onload = () => {
    script.remove();
    if (asked === language) speak(left());
  };
  script.onerror = () => {
    script.remove();
    if (asked === language) asked = words.language;
  };
  document.head.append(script);
};

/** Has the browser speak the language of the account, once that is known. */
export function Language({ language, known }) {
  useEffect(() => {
    if (known && language) learn(language);
  }, [language, known]);
  return null;
}

/** Draws what is inside anew in another language, and leaves the focus where it was. */
export function Speaking({ children }) {
  const language = useSyncExternalStore(subscribe, spoken, spoken);
  useEffect(() => {
    if (held) document.getElementById(held)?.focus({ preventScroll: true });
    held = "";
  }, [language]);
  return h(Fragment, { key: language, children });
}
