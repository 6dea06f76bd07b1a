#!/usr/bin/env bash
# Installs what the tests need from Debian. Safe to repeat; starts no services.
# Further packages may be given as arguments.
set -euo pipefail

packages=(
  chromium # draws and prints pages in tests
  mupdf-tools # reads PDF files: a second opinion
  poppler-utils # reads and draws PDF files
  qpdf # checks the structure of PDF files
  zbar-tools # reads QR codes
)
packages+=("$@")

missing=()
for package in "${packages[@]}"; do
  if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed'; then
    missing+=("$package")
  fi
done

if [ "${#missing[@]}" -eq 0 ]; then
  echo "already installed: ${packages[*]}"
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo "this is no Debian; install by hand: ${missing[*]}" >&2
  exit 1
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"
echo "installed: ${missing[*]}"
