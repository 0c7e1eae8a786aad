"""Uploads in an object store: documents stay private and pass the view, the sizes of pictures come from the store."""

from __future__ import annotations

import json
from dataclasses import replace
from http.client import HTTPConnection

from tests.rig.object_store import ObjectStore, object_store
from tests.rig.production import HOST, Site
from tests.rig.uploads import UPLOAD

TOUR = (
    UPLOAD
    + f"""
import json
from django.test import Client
from registrations.queries.files import stores
answer = Client().get(document.url, secure=True, headers={{"host": "{HOST}"}})
page = Client().get("/", secure=True, headers={{"host": "{HOST}"}})
ours = {{image.file.name, document.file.name, image.renditions.get().file.name}}
told = {{
    "shown": image.renditions.get().url,
    "document": b"".join(answer).decode(),
    "policy": page["Content-Security-Policy"],
    "missing": [name for store in stores() for name in store.missing() if name in ours],
    "stores": len(stores()),
}}
document.file.delete()
told["gone"] = not document.file.storage.exists(document.file.name or "documents/agenda.txt")
print("told", json.dumps(told))
"""
)


def status_for_anybody(store: ObjectStore, key: str) -> int:
    connection = HTTPConnection("127.0.0.1", store.port, timeout=10)
    try:
        connection.request("GET", f"/{key}")
        return connection.getresponse().status
    finally:
        connection.close()


def test_uploads_live_in_the_store_and_only_the_sizes_of_pictures_are_open_to_anybody(site: Site) -> None:
    with object_store() as store:
        more = {
            "S3_BUCKET": "desk",
            "S3_PUBLIC_URL": f"{store.url}/desk",
            "S3_ENDPOINT_URL": store.url,
            "S3_REGION": "eu-central-1",
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
        }
        said = replace(site, more=more, processes={}).manage("shell", "-c", TOUR)
        told = json.loads(next(line for line in said.splitlines() if line.startswith("told ")).removeprefix("told "))
        (shown,) = [key for key in store.objects if key.startswith("desk/public/images/")]
        (original,) = [key for key in store.objects if key.startswith("desk/private/original_images/")]
        assert told["shown"] == f"{store.url}/{shown}"
        assert f"img-src 'self' data: {store.url};" in f"{told['policy']};"
        assert status_for_anybody(store, shown) == 200
        assert status_for_anybody(store, original) == 403
        assert told["document"] == "the agenda"
        assert told["missing"] == []
        assert told["stores"] == 2
        assert told["gone"]
        assert not [key for key in store.objects if "documents" in key]
