/* The picture as PNG, drawn from the one in sight, with every letter that this browser has. */
import { createElement as h } from "react";

const WIDTH = 1200;
const HEIGHT = 630;

const drawn = async (picture) => {
  await picture.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT });
  canvas.getContext("2d").drawImage(picture, 0, 0, WIDTH, HEIGHT);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
};

/** A link to a PNG of the server; `drawHere` says that it would lack letters of the title. */
export function PictureLink({ href, drawHere, className, children }) {
  const draw = async (event) => {
    const picture = event.currentTarget.closest("dialog")?.querySelector(".share-picture");
    if (!drawHere || !picture) return;
    event.preventDefault();
    const file = await drawn(picture).catch(() => null);
    const link = document.createElement("a");
    // What cannot be drawn here still comes from the server, without those letters.
    link.href = file ? URL.createObjectURL(file) : href;
    link.download = `hundred-${new URL(href, location.href).pathname.split("/").pop()}`;
    link.click();
    if (file) setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
  return h("a", { href, className, onClick: draw }, children);
}
