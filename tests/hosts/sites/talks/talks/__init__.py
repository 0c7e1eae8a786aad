"""Talks that people register for."""
