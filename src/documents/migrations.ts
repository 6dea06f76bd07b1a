/** Turns a stored state of one version into the next. Pure; what it cannot know it must not make up. @internal */
export type Migration = (stored: Readonly<Record<string, unknown>>) => Record<string, unknown>;

const waitsForSigner = /^signing\.(waiting|held|electronic|unknown)$/;
const released = new Set(['readyForPickup', 'unclaimed', 'collected']);
const fiveDaysMs = 5 * 86_400_000;

/** The written migrations, each under the version that it starts from. @internal */
export const migrations: Readonly<Record<number, Migration>> = {
  // Version 1 knew no end of a wait, no one-time codes, no links between applications, and one way to keep a document.
  1: (stored) => {
    const { state, context } = stored;
    if (typeof context !== 'object' || context === null) return { ...stored };
    const { rules, since } = context as { readonly rules?: unknown; readonly since?: unknown };
    const place = String(state);
    return {
      ...stored,
      context: {
        ...context,
        ...(typeof rules === 'object' && rules !== null
          ? {
              rules: {
                ...rules,
                retention: { days: 365, count: 'calendar' },
                handover: { code: 'none', maxTries: 5 },
                temporary: null,
              },
            }
          : {}),
        record: null,
        // Counted from when it began to wait, as it would have been.
        holdUntil: waitsForSigner.test(place) && typeof since === 'number' ? since + fiveDaysMs : null,
        escalatedAt: null,
        links: null,
        handover: released.has(place)
          ? { codes: 1, wrongTries: 0, collector: null, relation: null, proof: null, at: null }
          : null,
      },
    };
  },
};
