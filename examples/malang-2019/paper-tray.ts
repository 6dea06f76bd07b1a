import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What lies in the trays of the demo: electronically signed, to be signed with a pen, or a card. */
export type Tray = 'signed' | 'wet' | 'cards';

/** Puts a copy of what is printed where a person can look at it. */
export function paperTray(outDir: string) {
  for (const tray of ['signed', 'wet', 'cards'] satisfies Tray[]) {
    mkdirSync(join(outDir, tray), { recursive: true });
  }
  return {
    put(tray: Tray, applicationId: string, pdf: Uint8Array): Uint8Array {
      writeFileSync(join(outDir, tray, `${encodeURIComponent(applicationId)}.pdf`), pdf);
      return pdf;
    },
  };
}
