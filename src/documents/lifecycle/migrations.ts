/** Turns a stored state of one version into the next. Pure; what it cannot know it must not make up. @internal */
export type Migration = (stored: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** The written migrations, each under the version that it starts from. @internal */
export const migrations: Readonly<Record<number, Migration>> = {};
