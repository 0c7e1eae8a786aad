"""Prints the demo's documents, one tagged PDF for each HTML file beside this one; needs Playwright and a Chromium."""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Write every PDF anew."""
    with sync_playwright() as playwright:
        # Our own files only, so that Chromium may do without its sandbox where it runs as root.
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        for source in sorted(HERE.glob("*.html")):
            page.goto(source.as_uri())
            page.pdf(path=source.with_suffix(".pdf"), prefer_css_page_size=True, tagged=True, outline=True)
        browser.close()


if __name__ == "__main__":
    main()
