/* Gives a figure the colours of the theme. Plotly draws on its own and knows no custom properties. */

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

/** The figure with its colour names ("--clay-9") replaced, and made fit for a phone if this is one. */
export const paint = (figure, mode) => {
  if (typeof document === "undefined" || !figure?.data) return {};
  const phone = window.innerWidth < 768;
  const key = `${mode}${phone}`;
  const before = painted.get(figure);
  if (before?.key === key) return before.result;
  const { colour, done } = resolver();
  const { phone: onPhone, ...whole } = figure;
  const result = walk(
    { data: whole.data, layout: phone ? merge(whole.layout, onPhone) : whole.layout },
    colour,
  );
  done();
  painted.set(figure, { key, result });
  return result;
};
