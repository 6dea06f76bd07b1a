/** Describes one entry point of the package. */
export interface Entry {
  /** As a host imports it, `loket/queue`. */
  readonly specifier: string;
  /** As a file name, `queue`. */
  readonly name: string;
  /** Path of its source, undefined when there is none. */
  readonly source: string | undefined;
  /** Path of its built declarations. */
  readonly types: string;
  /** Path of its built ES module. */
  readonly esm: string;
}

export const root: string;
export const manifest: {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
};
export function entries(): Entry[];
