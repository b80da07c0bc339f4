/* Values that are one press away: they are put into a field as if they had been typed. */
import { createElement as h, useEffect, useState } from "react";

export function Chips({ of, label, values }) {
  const [now, tell] = useState("");
  useEffect(() => {
    const input = document.getElementById(of);
    const follow = () => tell(input.value.trim());
    follow();
    input.addEventListener("input", follow);
    return () => input.removeEventListener("input", follow);
  }, [of]);
  const pick = (value) => {
    const input = document.getElementById(of);
    // React hears of a value only if it was not set by the way that it watches.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, value);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  return h(
    "div",
    { className: "chips", role: "group", "aria-label": label },
    ...values.map((value) =>
      h(
        "button",
        {
          key: value,
          type: "button",
          className: "chip",
          "aria-pressed": now === value,
          onClick: () => pick(value),
        },
        value,
      ),
    ),
  );
}
