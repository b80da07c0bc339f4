/* Makes the sign-in pages nicer; they work without it. */
for (const button of document.querySelectorAll("[data-show]")) {
  const field = document.getElementById(button.dataset.show);
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.textContent = shown ? button.dataset.off : button.dataset.on;
    button.setAttribute("aria-pressed", String(!shown));
    field.focus();
  });
}
const zone = document.querySelector('input[name="time_zone"]');
if (zone) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
