/* Charts: read when they come near, opened by a click, taken along as a picture. */
import { createElement as h, useEffect, useRef } from "react";
import { useNavigate } from "react-router";

const NEAR = "480px";
const going = { to: () => {}, over: () => {} };

/** A part of a page that says when it comes near, as long as what it shows is not known. */
export function Near({ known, onNear, className, children }) {
  const place = useRef(null);
  const navigate = useNavigate();
  useEffect(() => {
    going.to = navigate;
  }, [navigate]);
  useEffect(() => {
    if (known) return undefined;
    const watching = new IntersectionObserver(
      (seen) => {
        if (!seen.some((one) => one.isIntersecting)) return;
        watching.disconnect();
        onNear?.();
      },
      { rootMargin: NEAR },
    );
    watching.observe(place.current);
    return () => watching.disconnect();
  }, [known]);
  return h("section", { ref: place, className }, children);
}

/** Says which stretch of days is drawn over a figure that takes one. */
export function Stretch({ onDraw }) {
  const navigate = useNavigate();
  useEffect(() => {
    going.to = navigate;
    going.over = onDraw ?? (() => {});
  });
  return null;
}

/** Keeps what is chosen in the address; what is as ever ("") does not stand there. */
export function Address({ chosen, known }) {
  const said = JSON.stringify(chosen);
  useEffect(() => {
    if (!known) return;
    const there = new URL(window.location.href);
    for (const [name, value] of Object.entries(chosen))
      if (value) there.searchParams.set(name, value);
      else there.searchParams.delete(name);
    // Not by the router: nothing has to be loaded anew.
    if (there.href !== window.location.href)
      window.history.replaceState(window.history.state, "", there);
  }, [said, known]);
  return null;
}

/* Where a point leads. It has the name of its time, of an hour or of a length; its trace that of a
   commitment. */
const addressOf = (figure, point) => {
  if (!figure.opens || !point?.id) return null;
  const there = new URL(figure.opens, window.location.origin);
  // A time by its name, or whatever else an address of the history says.
  const asked = new URLSearchParams(point.id.includes("=") ? point.id : { time: point.id });
  for (const [name, value] of asked) there.searchParams.set(name, value);
  const about = point.data?.meta;
  for (const [name, value] of Object.entries(typeof about === "string" ? { c: about } : (about ?? {})))
    if (value) there.searchParams.set(name, value);
  return there.pathname + there.search;
};

/** How a stretch of time is drawn over a figure: by mouse; a finger moves the page. */
export const drawing = (figure) =>
  figure.draws && window.matchMedia("(hover: hover)").matches
    ? {
        dragmode: "select",
        selectdirection: "h",
        newselection: { line: { color: "--neutral-11", width: 1, dash: "solid" } },
        selections: [],
      }
    : {};

/** What Plotly calls when somebody points at a figure, or clicks. */
export const pointing = (figure) => {
  let touched = null;
  const pointer = (event, value) => {
    if (event?.target?.style) event.target.style.cursor = value;
  };
  return {
    onHover: ({ event, points }) => pointer(event, addressOf(figure, points[0]) ? "pointer" : ""),
    onUnhover: ({ event }) => pointer(event, ""),
    onSelected: (drawn) => {
      const days = drawn?.range?.x?.map((day) => String(day).slice(0, 10)).sort();
      if (days && days[0] !== days[1]) going.over(days.join(".."));
    },
    onClick: ({ points }) => {
      const there = points.map((point) => addressOf(figure, point)).find(Boolean);
      if (!there) return;
      // A finger reads first: only its second touch leads away.
      if (window.matchMedia("(hover: none)").matches && touched !== there) touched = there;
      else going.to(there);
    },
  };
};

const MARGIN = 32;
const TITLE = 56;

const save = (url, name) => {
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name}.png`;
  link.click();
};

const SEEN = ["fill", "stroke", "stroke-width", "stroke-linejoin", "font-size", "font-weight"];

/* A figure that is an SVG of ours, under its heading: the colours of the theme are written into a
   copy, for outside of the page it has no styles. */
const pictured = async (section) => {
  const shown = [...section.querySelectorAll("svg")].find((one) => one.getClientRects().length);
  const heading = section.querySelector("h2");
  const { width, height } = shown.getBoundingClientRect();
  const copy = shown.cloneNode(true);
  const all = shown.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((one, at) => {
    const style = getComputedStyle(all[at]);
    for (const name of SEEN) one.setAttribute(name, style.getPropertyValue(name));
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", 2 * width);
  copy.setAttribute("height", 2 * height);
  copy.setAttribute("font-family", "system-ui, sans-serif");
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * (width + 2 * MARGIN);
  canvas.height = 2 * (height + TITLE + 2 * MARGIN);
  const pen = canvas.getContext("2d");
  pen.fillStyle = getComputedStyle(document.body).backgroundColor;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = getComputedStyle(heading).color;
  pen.font = "44px Georgia, serif";
  pen.fillText(heading.textContent, 2 * MARGIN, 2 * MARGIN + 44);
  pen.drawImage(image, 2 * MARGIN, 2 * (MARGIN + TITLE));
  return canvas.toDataURL("image/png");
};

/** Saves the figure beside this button as a PNG, on the colour of the page, with its title. */
export function Picture({ name, className, children }) {
  const button = useRef(null);
  const keep = async () => {
    const section = button.current.closest(".section");
    const drawn = section?.querySelector(".js-plotly-plot");
    if (!drawn) {
      save(await pictured(section), name);
      return;
    }
    const loaded = await import("plotly.js-basic-dist-min");
    const plotly = loaded.default ?? loaded;
    const { backgroundColor } = getComputedStyle(document.body);
    const style = getComputedStyle(section.querySelector("h2"));
    const { layout } = drawn;
    const { width, height } = drawn.getBoundingClientRect();
    const { l, r, t, b } = layout.margin;
    const margin = { l: l + MARGIN, r: r + MARGIN, t: t + TITLE + MARGIN / 2, b: b + MARGIN };
    const title = {
      text: section.querySelector("h2").textContent,
      font: { family: "Georgia, serif", size: 22, color: style.color },
      x: MARGIN / (width + 2 * MARGIN),
      xanchor: "left",
      y: 1 - MARGIN / 2 / (height + TITLE + 1.5 * MARGIN),
      yanchor: "top",
    };
    const url = await plotly.toImage(
      { data: drawn.data, layout: { ...layout, paper_bgcolor: backgroundColor, margin, title } },
      {
        format: "png",
        scale: 2,
        width: width + 2 * MARGIN,
        height: height + TITLE + 1.5 * MARGIN,
      },
    );
    save(url, name);
  };
  return h("button", { ref: button, type: "button", className, onClick: keep }, children);
}
