/*
 * Keeps what is the same for everybody: code, styles, fonts, and the page for when there is no
 * connection. Never a page with somebody's words in it. The server writes VERSION and SHELL above
 * this, so that every build has a worker of its own.
 */
const CACHE = `hundred-${VERSION}`;
const OFFLINE = "/offline";
const SAME_FOR_ALL = /^\/(assets|fonts)\/[\w.-]+$/;
/* What a proxy says while the server behind it is away. */
const AWAY = [502, 504];

const fill = async () => {
  const cache = await caches.open(CACHE);
  // Asked for without the cookie: whatever the server thinks, it is nobody's answer.
  // The page had most of it a moment ago: what the server has no newer one of is not sent again.
  await cache.addAll(SHELL.map((path) => new Request(path, { cache: "no-cache", credentials: "omit" })));
  await self.skipWaiting();
};

const dropOthers = async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
};

const kept = (path) => caches.match(path, { cacheName: CACHE, ignoreVary: true });

const withoutConnection = async () => (await kept(OFFLINE)) ?? Response.error();

/** Always the server's own page, so that none is older than the server. */
const page = async (request) => {
  try {
    const answer = await fetch(request);
    return AWAY.includes(answer.status) ? withoutConnection() : answer;
  } catch {
    return withoutConnection();
  }
};

const file = async (event, path) => {
  const held = await kept(path);
  if (held) return held;
  const answer = await fetch(event.request);
  if (answer.ok && answer.type === "basic") {
    const copy = answer.clone();
    event.waitUntil(
      caches
        .open(CACHE)
        .then((cache) => cache.put(path, copy))
        .catch(() => {}),
    );
  }
  return answer;
};

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(dropOthers()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (/^\/(auth|export|share|session|_event|admin\/backup)\b/.test(pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (!search && (SAME_FOR_ALL.test(pathname) || SHELL.includes(pathname)))
    event.respondWith(file(event, pathname));
});
