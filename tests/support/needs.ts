import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Names the programs under which a Debian package may be found, first choice first. */
const programs = {
  certutil: ['certutil'],
  chromium: ['chromium', 'chromium-browser', 'google-chrome'],
  mutool: ['mutool'],
  openssl: ['openssl'],
  pdffonts: ['pdffonts'],
  pdfinfo: ['pdfinfo'],
  pdfsig: ['pdfsig'],
  pdftoppm: ['pdftoppm'],
  pdftotext: ['pdftotext'],
  qpdf: ['qpdf'],
  'softhsm2-util': ['softhsm2-util'],
  zbarimg: ['zbarimg'],
  cupsd: ['cupsd'],
  cupsdisable: ['cupsdisable'],
  cupsenable: ['cupsenable'],
  'dbus-daemon': ['dbus-daemon'],
  ippeveprinter: ['ippeveprinter'],
  ipptool: ['ipptool'],
  lpadmin: ['lpadmin'],
} as const satisfies Record<string, readonly string[]>;

/** Names a tool that some tests need from the system. */
export type Tool = keyof typeof programs;

const told = new Set<Tool>();

/**
 * Finds a tool on the PATH.
 *
 * @returns its path, or `undefined` after printing how to get it; use as `test.skipIf(!needs('chromium'))`
 * @throws Error when it is missing and `CI=true` or `LOKET_REQUIRE_ALL=1`: there a skip would hide a failure
 */
export function needs(tool: Tool): string | undefined {
  // Debian keeps programs of the system where not every PATH looks.
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']) {
    for (const program of programs[tool]) {
      for (const file of process.platform === 'win32' ? [`${program}.exe`] : [program]) {
        const path = join(folder, file);
        try {
          accessSync(path, constants.X_OK);
          return path;
        } catch {
          // Not in this folder.
        }
      }
    }
  }
  const how = `${tool} is missing; on Debian get it with: bash scripts/setup-debian.sh`;
  if (process.env.CI === 'true' || process.env.LOKET_REQUIRE_ALL === '1') throw new Error(how);
  if (!told.has(tool)) console.warn(`${how} (tests that need it are skipped)`);
  told.add(tool);
  return undefined;
}
