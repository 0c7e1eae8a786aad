"""The booking office: registration for any Wagtail page type."""
