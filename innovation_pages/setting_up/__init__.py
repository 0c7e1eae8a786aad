"""The first day of a site: its lists in each language, its groups with their rights, and who approves what."""

from .pages import make_lists, root_pages
from .people import make_groups, make_workflow

__all__ = ["make_groups", "make_lists", "make_workflow", "root_pages"]
