/* The timer. The server measures; here it is drawn: digits, the title of the tab, the live square. */
import { createElement as h, useEffect, useReducer, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useDraft } from "$/public/ui/draft.js";
import { Drawing } from "$/public/ui/grid.js";

const SOUND = "timer:sound";
const MINUTE = 60;
const NOT_AGAIN_WITHIN = 2000;

/** When what the server said was heard, on this machine's own steady clock. */
const heard = new WeakMap();

const secondsOf = (timer) => {
  if (!heard.has(timer)) heard.set(timer, performance.now());
  const since = timer.is_paused || timer.is_over ? 0 : performance.now() - heard.get(timer);
  const seconds = timer.elapsed + Math.floor(since / 1000);
  return timer.length ? Math.min(seconds, timer.length) : seconds;
};

/** The seconds that count, drawn anew at each; null while there is no timer. */
function useSeconds(timer) {
  const [, redraw] = useReducer((count) => count + 1, 0);
  const seconds = timer ? secondsOf(timer) : null;
  const isStill = !timer || timer.is_paused || timer.is_over;
  useEffect(() => {
    if (isStill) return undefined;
    const into = (performance.now() - heard.get(timer)) % 1000;
    const wait = setTimeout(redraw, 1005 - into);
    return () => clearTimeout(wait);
  });
  return seconds;
}

const two = (number) => String(number).padStart(2, "0");

/** What of a length is left; without one, or at its end, what has been counted. */
const digitsOf = (timer, seconds) => {
  const shown = timer.length && seconds < timer.length ? timer.length - seconds : seconds;
  const hours = Math.floor(shown / 3600);
  const minutes = Math.floor((shown % 3600) / MINUTE);
  return `${hours ? `${hours}:` : ""}${two(minutes)}:${two(shown % MINUTE)}`;
};

export function TimerDigits({ timer }) {
  const seconds = useSeconds(timer);
  if (!timer) return null;
  return h("span", { className: "num", role: "timer" }, digitsOf(timer, seconds));
}

const wantsSound = () => {
  try {
    return localStorage.getItem(SOUND) === "on";
  } catch {
    return false;
  }
};

const ring = () => {
  try {
    const context = new AudioContext();
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = 660;
    volume.gain.setValueAtTime(0.15, context.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 1.2);
    tone.connect(volume).connect(context.destination);
    tone.onended = () => context.close();
    tone.start();
    tone.stop(context.currentTime + 1.2);
  } catch {
    /* A browser that may not make a sound makes none. */
  }
};

/** Puts a text before the title of the page as long as it is there. */
function useTitle(text) {
  const page = useRef("");
  const mine = useRef("");
  useEffect(() => {
    if (document.title !== mine.current) page.current = document.title;
    if (text) document.title = text;
    else if (mine.current) document.title = page.current;
    mine.current = text;
  });
}

/**
 * Stands once, around all pages: the title of the tab, a sound at the end if it was asked for,
 * and asking the server anew at each minute and whenever the page is looked at again. What was
 * done on another device is seen so.
 */
export function TimerKeeper({ timer, onWake }) {
  const seconds = useSeconds(timer);
  const before = useRef(null);
  const asked = useRef(0);
  const wake = useRef(onWake);
  wake.current = onWake;
  useTitle(timer ? `${digitsOf(timer, seconds)} ${timer.title}` : "");

  const ask = () => {
    const now = performance.now();
    if (document.hidden || now - asked.current < NOT_AGAIN_WITHIN) return;
    asked.current = now;
    wake.current?.();
  };
  useEffect(() => {
    const last = before.current;
    before.current = timer ? { id: timer.id, seconds } : null;
    if (!timer || last?.id !== timer.id || seconds <= last.seconds) return;
    const reaches = (mark) => mark > last.seconds && mark <= seconds;
    if (timer.length && reaches(timer.length) && wantsSound()) ring();
    const isFullMinute = Math.floor(seconds / MINUTE) > Math.floor(last.seconds / MINUTE);
    if (isFullMinute || reaches(timer.wake)) ask();
  }, [timer, seconds]);
  useEffect(() => {
    document.addEventListener("visibilitychange", ask);
    window.addEventListener("focus", ask);
    return () => {
      document.removeEventListener("visibilitychange", ask);
      window.removeEventListener("focus", ask);
    };
  }, []);
  return null;
}

/** The squares of the commitment that the timer runs for, with the current one filling. */
export function LiveGrid({ timer, cards }) {
  const seconds = useSeconds(timer);
  const card = (cards ?? []).find(({ id }) => id === timer?.commitment_id);
  if (!card) return null;
  const total = (card.minutes * MINUTE + seconds) / (timer.goal_hours * 36);
  const full = Math.min(Math.floor(total), 100);
  const squares = { ...card.squares, full, part: full < 100 ? total - full : 0 };
  // What fills by itself is no news: nothing rises from one second to the next.
  return h(Drawing, { squares, size: "l", of: seconds });
}

/** Whether to sound at the end: a switch that this browser remembers. */
export function SoundSwitch({ label }) {
  const [isOn, turn] = useState(wantsSound);
  const change = () => {
    try {
      localStorage.setItem(SOUND, isOn ? "off" : "on");
    } catch {
      /* Then it is forgotten when the page is closed. */
    }
    if (!isOn) ring();
    turn(!isOn);
  };
  return h(
    "button",
    { type: "button", role: "switch", "aria-checked": isOn, className: "switch", onClick: change },
    h("span", { className: "switch-track", "aria-hidden": true }),
    label,
  );
}

/** A single line for a passing thought. It stays until the server has it. */
export function ThoughtLine({ label, hint, serial, onThought, ...draft }) {
  const line = useRef(null);
  const field = useDraft({ ...draft, serial, initial: "" }, (text) => {
    if (line.current) line.current.value = text;
  });
  const send = (event) => {
    event.preventDefault();
    const text = line.current.value;
    if (!text.trim()) return;
    field.submit("");
    onThought?.(text);
  };
  return h(
    "form",
    { className: "thought", onSubmit: send },
    h("input", {
      ref: line,
      "aria-label": label,
      placeholder: hint,
      maxLength: 1000,
      autoComplete: "off",
      dir: "auto",
      onInput: () => field.typed(line.current.value),
    }),
  );
}

/** Escape leaves the page, and never the timer. */
export function LeaveByEscape() {
  const navigate = useNavigate();
  useEffect(() => {
    const onKey = (event) => {
      if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
      if (window.history.state?.idx > 0) navigate(-1);
      else navigate("/");
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return null;
}
