"""A site whose content is read by machines: Wagtail's API in both versions, open to everybody."""
