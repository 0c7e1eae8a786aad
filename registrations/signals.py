"""Outgoing signals, for strangers: sent after commit, so that a receiver sees what is really there."""

from django.dispatch import Signal

place_moved = Signal()
"""A place went from one state to another. Arguments: `transition` (registrations.models.Transition)."""
