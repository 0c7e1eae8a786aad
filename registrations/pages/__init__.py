"""The visitor's door: what a page type gains when it carries a registration."""

from .mixin import RegistrationPageForm, RegistrationPageMixin

__all__ = ["RegistrationPageForm", "RegistrationPageMixin"]
