"""Effort of social-media work."""
