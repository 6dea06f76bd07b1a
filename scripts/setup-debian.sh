#!/usr/bin/env bash
# Installs what the tests need from Debian. Safe to repeat; starts no services.
# Further packages may be given as arguments.
set -euo pipefail

packages=(
  chromium # draws and prints pages in tests
  fonts-dejavu-core # TrueType fonts to embed
  fonts-urw-base35 # OpenType fonts with CFF outlines to embed, and what viewers take for Helvetica
  libnss3-tools # certutil: trust anchors for pdfsig
  mupdf-tools # mutool: a second reader of PDFs
  openssl # verifies signatures and writes key files
  poppler-utils # pdfsig, pdftoppm
  softhsm2 # a PKCS #11 token in software
  qpdf # checks the structure of PDFs
  zbar-tools # zbarimg: reads QR codes
  cups # a print queue before a printer
  cups-client # lpadmin
  cups-ipp-utils # ippeveprinter and ipptool: a printer and a judge that are not ours
  dbus-daemon # ippeveprinter does not start without a bus
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
