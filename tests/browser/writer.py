"""An editor at the page editor: tabs, fields, blocks, rich text and choosers, each by what one sees and clicks.

Fields are named as the form names them: `title`, `sessions-0-value-title`, `organisers-0-role`.
"""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

ADDS = ".c-sf-add-button"


class Writer:
    """Somebody who writes a page and publishes it."""

    def __init__(self, page: Page, address: str = "") -> None:
        """Open the editor, where `page` does not show it yet, and let nothing slide or fade in it.

        A click on what is still moving may be lost.
        """
        self.page = page
        page.emulate_media(reduced_motion="reduce")
        if address:
            page.goto(address)
        page.evaluate("jQuery.fx.off = true")

    def opens_tab(self, name: str) -> None:
        """Turn to a tab of the form."""
        self.page.get_by_role("tab", name=name, exact=False).click()

    def field(self, name: str) -> Locator:
        """The field with this name."""
        return self.page.locator(f'[name="{name}"]').first

    def types(self, name: str, words: str) -> None:
        """Fill in a plain field: type, pick from a list by the value that the form sends, or tick with any word."""
        field = self.field(name)
        kind = field.evaluate("one => one.type")
        if kind == "select-one":
            field.select_option(words)
        elif kind == "checkbox":
            field.check()
        else:
            field.fill(words)
            self.page.keyboard.press("Escape")  # closes the calendar that opens beside a day

    def fills_in(self, **fields: str) -> None:
        """Fill in several plain fields."""
        for name, words in fields.items():
            self.types(name, words)

    def writes(self, name: str, *paragraphs: str) -> None:
        """Write paragraphs into a field of rich text, with the keyboard."""
        editor = self.field(name).locator("xpath=..").locator("[contenteditable=true]").first
        editor.click()
        for number, paragraph in enumerate(paragraphs):
            if number:
                self.page.keyboard.press("Enter")
            self.page.keyboard.insert_text(paragraph)
        expect(self.field(name)).to_have_value(re.compile(re.escape(paragraphs[-1])))  # it follows a moment later

    def adds(self, stream: str, kind: str = "") -> str:
        """Add a block at the end of a stream or list; answer with the name that its fields begin with.

        `kind` is what the menu of blocks calls it; a stream of one kind, and a list, have no menu.
        """
        count = self.page.locator(f'[name="{stream}-count"]')
        before = int(count.input_value())
        count.locator("xpath=..").locator(ADDS).last.click()
        if kind:
            menu = self.page.locator(".w-combobox")
            menu.get_by_role("option", name=kind, exact=True).click()
            expect(menu).to_have_count(0)  # it fades away, and the next one must not open beside it
        expect(count).to_have_value(str(before + 1))
        return f"{stream}-{before}-value"

    def adds_block(self, stream: str, menu: str = "", /, **fields: str) -> str:
        """Add a block and fill in its plain fields; answer as `adds` does."""
        block = self.adds(stream, menu)
        for name, words in fields.items():
            self.types(f"{block}-{name.replace('__', '-')}", words)
        return block

    def lists(self, stream: str, *items: str) -> None:
        """Add a block of one plain field for each of the items."""
        for words in items:
            self.types(self.adds(stream), words)

    def adds_row(self, rows: str) -> str:
        """Add a row of an inline panel; answer with the name that its fields begin with."""
        total = self.page.locator(f'[name="{rows}-TOTAL_FORMS"]')
        before = int(total.input_value())
        self.page.locator(f"#id_{rows}-ADD").click()
        expect(total).to_have_value(str(before + 1))
        return f"{rows}-{before}"

    def chooses(self, name: str, title: str) -> None:
        """Search for a snippet in the dialog that its button opens, and choose it by its name in English."""
        dialog = self._dialog(name)
        dialog.locator("[name=q]").fill(title)
        dialog.get_by_role("link", name=title, exact=True).first.click()
        expect(dialog).to_have_count(0)

    def uploads(self, name: str, file: Path, title: str) -> None:
        """Upload a picture in the dialog of a chooser, and choose it."""
        dialog = self._dialog(name)
        dialog.get_by_role("tab", name="Upload").click()
        dialog.locator("input[type=file]").set_input_files(file)
        field = dialog.locator("[name$=title]").last
        expect(field).to_have_value(file.stem)  # the editor writes it a moment after the file was chosen
        field.fill(title)
        dialog.get_by_role("button", name="Upload").click()
        expect(dialog).to_have_count(0)

    def publishes(self, says: str = "published") -> None:
        """Publish the page, or try to; the message above the editor tells what came of it."""
        self.page.get_by_role("button", name="More actions").last.click()
        self.page.get_by_role("button", name="Publish", exact=True).click()
        expect(self.page.locator(".messages")).to_contain_text(says, timeout=20_000)

    def _dialog(self, name: str) -> Locator:
        """The open dialog of the chooser of a field."""
        chooser = self.page.locator(f'[id$="{name}-chooser"]')
        chooser.get_by_role("button", name="Choose", exact=False).first.click()
        dialog = self.page.locator(".modal-dialog, dialog[open]").last
        expect(dialog).to_be_visible()
        return dialog
