#!/usr/bin/env python
"""The command line of the example site, on the settings for a developer's machine unless told otherwise."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms_site.settings.dev")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
