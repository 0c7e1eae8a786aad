"""The demo: pages, pictures, documents and people as files, and a short loader that brings them into a database."""
