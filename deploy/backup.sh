#!/usr/bin/env bash
# backup.sh DIRECTORY: write the database and the uploads of the site into a new directory below DIRECTORY, named by the
# moment; prints its name. Reads DATABASE_URL, PRIVATE_ROOT and MEDIA_ROOT from the environment; with S3_BUCKET the uploads
# are in the store, and the database is copied alone. The site goes on meanwhile: the database is copied as it stands at one
# instant, the files after it, so that no row lacks its file.
set -euo pipefail
umask 077
: "${DATABASE_URL:?}" "${1:?where to}"
[ -n "${S3_BUCKET:-}" ] || : "${PRIVATE_ROOT:?}" "${MEDIA_ROOT:?}"
target="$1/$(date -u +%Y%m%dT%H%M%SZ)"
mkdir -p "$target.unfinished"
pg_dump --format=custom --no-owner --no-privileges --file="$target.unfinished/database.dump" "$DATABASE_URL"
if [ -z "${S3_BUCKET:-}" ]; then
  mkdir -p "$PRIVATE_ROOT" "$MEDIA_ROOT"
  tar --create --file="$target.unfinished/private.tar" --directory="$PRIVATE_ROOT" .
  tar --create --file="$target.unfinished/media.tar" --directory="$MEDIA_ROOT" .
fi
(shopt -s nullglob && cd "$target.unfinished" && sha256sum -- *.dump *.tar > SHA256SUMS)
mv "$target.unfinished" "$target" # a directory of this name is complete
echo "$target"
