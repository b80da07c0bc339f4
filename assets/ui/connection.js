/* What a page does when its socket is gone: asks why, and says so or goes to sign in. */
import { createElement as h, useEffect, useRef, useSyncExternalStore } from "react";
import { useLocation } from "react-router";

const SIGN_IN = "/sign-in";
const SAY_AFTER = 1000;
const ASK_AGAIN = 2000;
const ASK_AFTER = 300;
const ANSWER_WITHIN = 4000;
const LEAVES_WITHIN = 5000;
/* The page left the socket itself, or the server sent it away: it is not opened again alone. */
const SENT_AWAY = "io server disconnect";

/* Whether the line is shown: pages come and go, and what asks outlives them. */
let isShown = false;
const lines = new Set();
const setIsShown = (value) => {
  isShown = value;
  for (const redraw of lines) redraw();
};
const subscribe = (redraw) => {
  lines.add(redraw);
  return () => lines.delete(redraw);
};

/** The line `text`, while the server cannot be reached. */
export function OfflineLine({ text }) {
  const shown = useSyncExternalStore(subscribe, () => isShown, () => false);
  return shown ? h("p", { className: "offline-line", role: "status" }, text) : null;
}

const answerOfServer = async () => {
  const answer = await fetch("/session", {
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(ANSWER_WITHIN),
  });
  return { status: answer.status, note: answer.status === 401 ? await answer.text() : "" };
};

/**
 * Asks why, once for all pages. The framework's socket tells of itself by
 * events on the window; ui/build.py makes it do so.
 */
export function Connection() {
  const { pathname, search } = useLocation();
  const here = useRef("/");
  if (pathname !== SIGN_IN) here.current = pathname + search;

  useEffect(() => {
    let isLost = false;
    let isAsking = false;
    let leftAt = -LEAVES_WITHIN;
    let saying;
    let asking;

    const show = (value) => {
      clearTimeout(saying);
      saying = undefined;
      setIsShown(value);
    };
    const ask = async (reason) => {
      if (isAsking) return;
      clearTimeout(asking);
      /* Signing out here ends the session before the page goes: to go elsewhere would stop that. */
      const left = performance.now() - leftAt;
      if (left < LEAVES_WITHIN) {
        asking = setTimeout(() => ask(reason), LEAVES_WITHIN - left);
        return;
      }
      isAsking = true;
      try {
        const { status, note } = await answerOfServer();
        if (status === 401) {
          const next = encodeURIComponent(here.current);
          window.location.replace(`${SIGN_IN}?next=${next}&note=${encodeURIComponent(note)}`);
        } else if (status === 204 && !isLost) {
          show(false);
        } else if (status === 204 && reason === SENT_AWAY) {
          asking = setTimeout(comeBack, ASK_AGAIN);
        }
      } catch {
        if (!isLost) show(true);
        asking = setTimeout(() => ask(reason), ASK_AGAIN);
      }
      isAsking = false;
    };
    const comeBack = () => {
      if (isLost) window.dispatchEvent(new Event("hundred:come-back"));
    };
    const onLost = ({ detail }) => {
      isLost = true;
      saying ??= setTimeout(() => setIsShown(isLost), SAY_AFTER);
      if (detail !== SENT_AWAY) {
        ask(detail);
        return;
      }
      /* Signing out in another tab closes this socket a moment before it takes the cookie away. */
      clearTimeout(asking);
      asking = setTimeout(() => ask(detail), ASK_AFTER);
    };
    const onJoined = () => {
      isLost = false;
      clearTimeout(asking);
      show(false);
    };
    const onNetwork = () => ask();
    const onLeave = () => {
      leftAt = performance.now();
    };
    const heard = {
      beforeunload: onLeave,
      "hundred:lost": onLost,
      "hundred:joined": onJoined,
      offline: onNetwork,
      online: onNetwork,
    };
    for (const name in heard) window.addEventListener(name, heard[name]);
    return () => {
      for (const name in heard) window.removeEventListener(name, heard[name]);
      clearTimeout(saying);
      clearTimeout(asking);
    };
  }, []);

  return null;
}
