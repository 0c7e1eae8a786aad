#!/usr/bin/env bash
# restore.sh BACKUP: put a backup into the empty database of DATABASE_URL and the empty directories PRIVATE_ROOT and
# MEDIA_ROOT (where it holds files), then check it. Stops where something is there already. Start web server and worker
# afterwards, not before.
set -euo pipefail
umask 027
: "${DATABASE_URL:?}"
backup="${1:?which backup}"
python="${PYTHON:-python}"
(cd "$backup" && sha256sum --check --quiet SHA256SUMS)
if [ -e "$backup/private.tar" ]; then
  for place in "${PRIVATE_ROOT:?}" "${MEDIA_ROOT:?}"; do
    mkdir -p "$place"
    if [ -n "$(ls -A "$place")" ]; then
      echo "$place is not empty." >&2
      exit 1
    fi
  done
fi
if [ "$(psql --no-psqlrc --tuples-only --no-align --command="SELECT count(*) FROM pg_tables WHERE schemaname = 'public'" "$DATABASE_URL")" != 0 ]; then
  echo "The database is not empty." >&2
  exit 1
fi
pg_restore --exit-on-error --single-transaction --no-owner --no-privileges --dbname="$DATABASE_URL" "$backup/database.dump"
if [ -e "$backup/private.tar" ]; then
  tar --extract --file="$backup/private.tar" --directory="$PRIVATE_ROOT"
  tar --extract --file="$backup/media.tar" --directory="$MEDIA_ROOT"
fi
"$python" manage.py migrate --no-input --verbosity 0
"$python" manage.py registrations_check
