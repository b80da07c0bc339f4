/* Text that is being typed, kept in this browser until it is saved. */

const AGE = 30 * 24 * 3600 * 1000;

export const readDraft = (name) => {
  if (!name) return "";
  try {
    const { text, at } = JSON.parse(localStorage.getItem(`draft:${name}`) ?? "{}");
    return text && Date.now() - at < AGE ? text : "";
  } catch {
    return "";
  }
};

export const keepDraft = (name, text) => {
  if (!name) return;
  try {
    if (text.trim()) localStorage.setItem(`draft:${name}`, JSON.stringify({ text, at: Date.now() }));
    else localStorage.removeItem(`draft:${name}`);
  } catch {
    /* A full or forbidden storage must not stop anybody from typing. */
  }
};

/** Lets a text area be as high as its text. */
export const fit = (area) => {
  if (!area || CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
};
