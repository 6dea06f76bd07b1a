import type { Entrant } from './guard.js';

/**
 * Our detector with its one default configuration; null until it is there, and then only the peers run. Nothing else in
 * this folder has to change for it.
 */
export const ours: Entrant | null = null;
