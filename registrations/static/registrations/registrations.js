/* Small help on public pages; everything works without it. */
(() => {
  "use strict";

  const summary = document.querySelector("[data-rg-error-summary]");
  if (summary) summary.focus();

  /* A copy button beside every code that offers one, in a template: it is drawn as every button is. */
  if (navigator.clipboard) {
    for (const code of document.querySelectorAll("[data-rg-copy]")) {
      const button = code.parentElement.querySelector("template")?.content.firstElementChild?.cloneNode(true);
      if (!button) continue;
      const said = document.createElement("span");
      button.type = "button";
      button.setAttribute("aria-label", `${button.textContent.trim()}: ${code.dataset.rgLabel}`);
      said.setAttribute("role", "status");
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(code.textContent.trim());
          said.textContent = code.dataset.rgCopied;
          setTimeout(() => { said.textContent = ""; }, 4000);
        } catch {
          getSelection().selectAllChildren(code);
        }
      });
      code.after(button, said);
    }
  }

  /* One press is enough: later ones are ignored until the page is shown again. */
  const forms = document.querySelectorAll("form[data-rg-once]");
  const settle = (form, busy) => {
    form.toggleAttribute("data-rg-busy", busy);
    for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", String(busy));
    const status = form.querySelector("[role=status]");
    if (status) status.textContent = busy ? form.dataset.rgOnce : "";
  };
  for (const form of forms) {
    form.addEventListener("submit", (event) => {
      if (form.hasAttribute("data-rg-busy")) event.preventDefault();
      else settle(form, true);
    });
  }
  addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of forms) settle(form, false);
  });
})();
