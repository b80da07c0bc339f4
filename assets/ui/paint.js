/* Gives a figure the colours of the theme. Plotly draws on its own and knows no custom properties. */
import { drawing, pointing } from "$/public/ui/charts.js";
import { locale } from "$/public/ui/words.js";

const painted = new WeakMap();

const resolver = () => {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const known = new Map();
  return {
    colour(name) {
      if (!known.has(name)) {
        probe.style.color = `var(${name})`;
        known.set(name, getComputedStyle(probe).color);
      }
      return known.get(name);
    },
    done: () => probe.remove(),
  };
};

const walk = (value, colour) => {
  if (typeof value === "string") return value.startsWith("--") ? colour(value) : value;
  if (Array.isArray(value)) return value.map((item) => walk(item, colour));
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, colour)]));
  return value;
};

const merge = (base, over) => {
  const result = { ...base };
  for (const [key, value] of Object.entries(over ?? {}))
    result[key] =
      value && typeof value === "object" && !Array.isArray(value) ? merge(base[key] ?? {}, value) : value;
  return result;
};

const names = (style, many, of) =>
  Array.from({ length: many }, (_, index) => {
    const text = new Intl.DateTimeFormat(locale(), { ...style, timeZone: "UTC" }).format(of(index));
    return text.replace(/\.$/, "");
  });

/* 4 January 1970 was a Sunday, with which Plotly's week begins. */
const day = (index) => new Date(Date.UTC(1970, 0, 4 + index));
const month = (index) => new Date(Date.UTC(1970, index, 15));
const known = new Map();

/** How Plotly is set up, with the names of days and months in the language that is spoken. */
export const charting = (config) => {
  const language = locale();
  if (!known.has(language)) {
    const format = {
      days: names({ weekday: "long" }, 7, day),
      shortDays: names({ weekday: "short" }, 7, day),
      months: names({ month: "long" }, 12, month),
      shortMonths: names({ month: "short" }, 12, month),
    };
    known.set(language, { ...config, locale: language, locales: { [language]: { format } } });
  }
  return known.get(language);
};

/** The figure with its colour names ("--clay-9") replaced, and made fit for a phone if this is one. */
export const paint = (figure, mode) => {
  if (typeof document === "undefined" || !figure?.data) return {};
  const phone = window.innerWidth < 768;
  const key = `${mode}${phone}`;
  const before = painted.get(figure);
  if (before?.key === key) return before.result;
  const { colour, done } = resolver();
  const { data: dataOnPhone, ...onPhone } = figure.phone ?? {};
  const result = {
    ...walk(
      {
        data: (phone && dataOnPhone) || figure.data,
        layout: {
          ...(phone ? merge(figure.layout, onPhone) : figure.layout),
          ...drawing(figure),
        },
      },
      colour,
    ),
    ...pointing(figure),
  };
  done();
  painted.set(figure, { key, result });
  return result;
};
