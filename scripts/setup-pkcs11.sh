#!/usr/bin/env bash
# Builds pkcs11js for the tests of tokens, in temp/pkcs11: it is native, and so no dependency of everybody.
# Safe to repeat. Needs a C++ compiler, make and python3.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

version=2.1.7
folder=temp/pkcs11
works() {
  node -e "require('./$folder/node_modules/pkcs11js').PKCS11; if (require('./$folder/node_modules/pkcs11js/package.json').version !== '$version') process.exit(1)" 2>/dev/null
}

if works; then
  echo "already built: pkcs11js $version"
  exit 0
fi
mkdir -p "$folder"
# Its own package, so that npm looks at no lockfile but its own.
echo '{ "private": true }' > "$folder/package.json"
npm install --prefix "$folder" --no-save --no-audit --no-fund --ignore-scripts=false "pkcs11js@$version"
# Newer npm may skip install scripts that nobody approved.
works || npm rebuild --prefix "$folder" --ignore-scripts=false pkcs11js
works
echo "built: pkcs11js $version"
