"""The shop window: pages for news and workshops that may carry a registration form."""

from importlib.util import find_spec

if find_spec("registrations") is None:
    raise ImportError(
        "innovation_pages shows pages whose forms belong to the app “registrations”: "
        "please install that package too and add it to INSTALLED_APPS."
    )
