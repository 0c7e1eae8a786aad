/* Shows how a letter reads while its words are typed. Without this file the button beside it does the same. */
(() => {
  const form = document.querySelector("[data-wording]");
  const shown = document.querySelector("[data-wording-preview]");
  if (!form || !shown) return;
  let waiting;
  const show = async () => {
    const typed = new FormData(form);
    typed.set("preview", "");
    const answer = await fetch(window.location.href, { method: "POST", body: typed, credentials: "same-origin" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-wording-preview]");
    if (fresh) shown.replaceChildren(...fresh.childNodes);
  };
  form.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(show, 600);
  });
})();
