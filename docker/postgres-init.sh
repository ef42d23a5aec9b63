#!/bin/sh
# One database and one login for each service; runs at the first start only.
set -eu
make() {
  psql -v ON_ERROR_STOP=1 -U postgres -v name="$1" -v password="$2" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke all on database :"name" from public;
SQL
}
make keycloak "$KEYCLOAK_DB_PASSWORD"
make bank_bua "$BANK_BUA_DB_PASSWORD"
make bank_khaohom "$BANK_KHAOHOM_DB_PASSWORD"
make platform "$PLATFORM_DB_PASSWORD"
