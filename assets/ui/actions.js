/* Every action of the app: who registers here is in the palette, in the help and behind its key. */
import { createElement as h, useEffect, useSyncExternalStore } from "react";
import { going, SEARCH } from "$/public/ui/history.js";

const known = new Map();
let listed = [];
const readers = new Set();

const tell = () => {
  listed = [...known.values()].sort((one, other) => one.place - other.place);
  for (const redraw of readers) redraw();
};
const subscribe = (redraw) => {
  readers.add(redraw);
  return () => readers.delete(redraw);
};
const NONE = [];

/** All actions, in their order. */
export const useActions = () => useSyncExternalStore(subscribe, () => listed, () => NONE);
export const actions = () => listed;

export const isHere = (action) => !action.at || window.location.pathname.startsWith(action.at);

/** One action. It stands for as long as this does. */
export function Action({ name, onRun, ...rest }) {
  const action = { name, run: onRun, ...rest };
  const facts = JSON.stringify(rest);
  useEffect(() => {
    known.set(name, action);
    tell();
  }, [name, facts, onRun]);
  useEffect(
    () => () => {
      known.delete(name);
      tell();
    },
    [name],
  );
  return null;
}

/** Signing out and what else the server does for a form and not for a link. */
const post = (address) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  document.body.append(form);
  form.submit();
};

/** Does it. An action with a field goes there when the field is on the page. */
export const perform = (action, navigate) => {
  const field = action.field && document.getElementById(action.field);
  if (field) field.focus();
  else if (action.post) post(action.post);
  else if (action.href) window.location.assign(action.href);
  else if (action.to) {
    going.toSearch = action.field === SEARCH;
    navigate(action.to);
  }
  else if (action.says) window.dispatchEvent(new Event(action.says));
  else action.run?.();
};

const isMac = () => /mac|iphone|ipad/i.test(navigator.platform);

/** The keys of an action as they are shown: one list for each key pressed after the other. */
export const shown = (keys, words) =>
  keys
    ? keys.split(" ").map((press) =>
        press
          .split("+")
          .map((key) => words[key] ?? (key === "Mod" ? (isMac() ? "⌘" : words.ctrl) : key.toUpperCase())),
      )
    : [];

/** What was pressed, in the words of an action's keys: "n", "?", "Mod+k". */
export const pressed = (event) => {
  const key = event.key.toLowerCase();
  return event.ctrlKey || event.metaKey ? `Mod+${key}` : key;
};

/** A button that makes the window say something, for what opens in the browser alone. */
export function Says({ says, className, children }) {
  const say = () => setTimeout(() => window.dispatchEvent(new Event(says)));
  return h("button", { type: "button", className, onClick: say }, children);
}
