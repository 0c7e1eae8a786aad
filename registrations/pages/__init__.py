"""The visitor's door: what a page type gains when it carries a registration."""

from .admin_form import RegistrationPageForm
from .mixin import RegistrationPageMixin
from .readiness import ReadinessLine

__all__ = ["ReadinessLine", "RegistrationPageForm", "RegistrationPageMixin"]
