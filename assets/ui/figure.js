/* A figure as Plotly draws it. Plotly is loaded where there is one, and nowhere else. */
import { createElement as h, useEffect, useRef } from "react";
import { charting, paint } from "$/public/ui/paint.js";

const CONFIG = { displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: false };
const HEARD = {
  plotly_click: "onClick",
  plotly_hover: "onHover",
  plotly_unhover: "onUnhover",
  plotly_selected: "onSelected",
};

const plotly = async () => {
  const loaded = await import("plotly.js-basic-dist-min");
  return loaded.default ?? loaded;
};

/** `figure` is plain data with names of colours, painted for the `mode` that is shown. */
export function Figure({ figure, mode }) {
  const { data, layout, ...hears } = paint(figure, mode);
  const place = useRef(null);
  const hearing = useRef(hears);
  hearing.current = hears;
  // One drawing after the other: Plotly does not take a second one while it is at the first.
  const drawn = useRef(Promise.resolve());

  useEffect(() => {
    if (!data) return;
    // One that failed, as without a connection, is no reason not to try the next.
    drawn.current = drawn.current.catch(() => {}).then(async () => {
      const { react } = await plotly();
      const box = place.current;
      if (!box) return;
      const isFirst = !box.on;
      await react(box, data, layout, charting(CONFIG));
      if (!isFirst) return;
      for (const [name, handler] of Object.entries(HEARD))
        box.on(name, (event) => hearing.current[handler]?.(event));
    });
  }, [data, layout]);

  useEffect(() => {
    const box = place.current;
    return () => {
      drawn.current.catch(() => {}).then(async () => box.on && (await plotly()).purge(box));
    };
  }, []);

  return h("div", { ref: place, style: { position: "relative", display: "inline-block" } });
}
