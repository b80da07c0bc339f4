/* On the page that stands in when there is no connection: comes back as soon as the server does. */
const AGAIN = 3000;

const ask = async () => {
  try {
    const { status } = await fetch("/session", { cache: "no-store" });
    if (status !== 204 && status !== 401) return;
    if (location.pathname === "/offline") location.replace("/");
    else location.reload();
  } catch {
    // Still away.
  }
};
addEventListener("online", ask);
setInterval(ask, AGAIN);
