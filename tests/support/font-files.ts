import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folders = {
  'DejaVuSans.ttf': '/usr/share/fonts/truetype/dejavu',
  'DejaVuSans-Bold.ttf': '/usr/share/fonts/truetype/dejavu',
  'NimbusSans-Regular.otf': '/usr/share/fonts/opentype/urw-base35',
} as const;

/**
 * Reads a font of Debian's.
 *
 * @returns its bytes, or `undefined` after printing how to get it; use as `it.skipIf(!font)`
 * @throws Error when it is missing and `CI=true` or `LOKET_REQUIRE_ALL=1`: there a skip would hide a failure
 */
export function fontFile(name: keyof typeof folders): Uint8Array | undefined {
  try {
    return new Uint8Array(readFileSync(join(folders[name], name)));
  } catch {
    const how = `${name} is missing; on Debian get it with: bash scripts/setup-debian.sh`;
    if (process.env.CI === 'true' || process.env.LOKET_REQUIRE_ALL === '1') throw new Error(how);
    console.warn(`${how} (tests that need it are skipped)`);
    return undefined;
  }
}
