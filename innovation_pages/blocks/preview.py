"""How a block is shown in the editor's list of blocks, before it is chosen."""

PREVIEW = "innovation_pages/blocks/preview.html"
"""A whole page with the app's own stylesheet and one block in it."""
