/* Forgets the draft of a text that is saved, whoever showed the field for it. */
import { useEffect, useRef } from "react";
import { keepDraft } from "$/public/ui/draft.js";

export function Forget({ name, serial }) {
  const seen = useRef(serial);
  useEffect(() => {
    if (serial !== seen.current) keepDraft(name, "");
    seen.current = serial;
  }, [name, serial]);
  return null;
}
