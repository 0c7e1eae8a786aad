"""A picture and a document that somebody uploads, as a script for `manage.py shell`: names `image` and `document`."""

UPLOAD = """
from io import BytesIO
from django.core.files.base import ContentFile
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
drawn = BytesIO()
Picture.new("RGB", (400, 300), "teal").save(drawn, "PNG")
image = Image.objects.create(title="Teal", file=ContentFile(drawn.getvalue(), "teal.png"))
print("shown", image.get_rendition("width-200").url)
document = Document.objects.create(title="Agenda", file=ContentFile(b"the agenda", "agenda.txt"))
print("document", document.url)
"""
