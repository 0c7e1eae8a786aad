"""An eye on every page that a browser test opens: what nobody would notice on the screen, and what hides off it."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

ADMIN = "/admin/"

# Runs in every page before its own scripts. Visitors never scroll sideways; Wagtail's own screens may.
LOOKS_FOR_OVERFLOW = """
addEventListener("load", () => {
  const edge = document.documentElement.clientWidth;
  if (location.pathname.startsWith("ADMIN") || document.documentElement.scrollWidth <= edge) return;
  const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > edge + 1);
  console.error("wider than the window: " + wide.slice(-3).map((one) => one.outerHTML.slice(0, 120)).join(" | "));
});
""".replace("ADMIN", ADMIN)


class Watch:
    """Collects errors of scripts, refusals of the content security policy, missing files, outside hosts, overflow."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.complaints: list[str] = []
        self.meant: list[str] = []  # addresses outside to which a test goes on purpose

    def follow(self, context: BrowserContext) -> None:
        """Watch every page of a browser window."""
        context.add_init_script(LOOKS_FOR_OVERFLOW)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))
        context.on("request", self._asked)
        context.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        # A page that is refused on purpose (422, 404, 409) is such an error too; missing files are found below.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"{self._where(message)}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", "data:", "blob:", *self.meant)):
            self.complaints.append(f"asks an outside host: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status == 400 and response.request.method == "POST" and f"{ADMIN}pages/" in response.url:
            return  # Wagtail's autosave, told that a page without a title is not to be kept yet
        if response.status >= 500 or (response.status >= 400 and response.request.resource_type != "document"):
            self.complaints.append(f"{response.status}: {response.url}")

    @staticmethod
    def _where(message: ConsoleMessage) -> str:
        return message.page.url if message.page else "?"
