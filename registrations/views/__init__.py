"""The person's door behind the links of letters: personal page, confirming, joining, cancelling, calendar files.

GET and HEAD change nothing here: the scanners of mail servers open every link. A link that is unknown, used, expired or
somebody else's gets the same answer.
"""

from .failures import bad_request, csrf_failure

__all__ = ["bad_request", "csrf_failure"]
