import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The package's manifest. */
export const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/**
 * Lists the package's entry points as `package.json` exports them: one source of truth for all gates.
 *
 * @returns {{ specifier: string, name: string, source: string | undefined, types: string, esm: string }[]}
 */
export function entries() {
  return Object.entries(manifest.exports)
    .filter(([subpath]) => subpath !== './package.json')
    .map(([subpath, conditions]) => {
      const path = subpath === '.' ? 'index' : subpath.slice(2);
      const candidates = subpath === '.' ? ['src/index.ts'] : [`src/${path}/index.ts`, `src/${path}.ts`];
      return {
        specifier: subpath === '.' ? manifest.name : `${manifest.name}/${path}`,
        name: path.replaceAll('/', '-'),
        source: candidates.find((file) => existsSync(new URL(`../../${file}`, import.meta.url))),
        types: conditions.import.types,
        esm: conditions.import.default,
      };
    });
}
