import { z } from 'zod';
import type { Calendar } from '../calendar/calendar.js';
import type { IdentityScheme } from '../documents/identity.js';
import type { DocumentKind } from '../documents/kind.js';
import { parseOrThrow } from '../internal/parse.js';
import type { Medium } from '../printing/medium.js';
import type { QueueRules } from '../queue/queue-config.js';
import { indonesianCalendar } from './calendar.js';
import { type DukcapilKindsOptions, dukcapilKinds } from './kinds.js';
import { dukcapilMedia } from './media.js';
import { nikScheme } from './nik.js';
import { dukcapilQueue } from './queue.js';
import { regencyCode } from './region-code.js';
import { type Area, areasOf } from './regions.js';
import { indonesianWords } from './words-id.js';

/** Names the office and what it may decide about its document kinds. */
export interface DukcapilOptions extends DukcapilKindsOptions {
  /** Code of the regency or city, as in `35.07` or `3507`. */
  readonly regency: string;
}

/** Holds the part of an office's configuration that is Indonesia's; counters and people are the host's. */
export interface DukcapilPreset {
  /** As in `dukcapil-35.07`. */
  readonly id: string;
  readonly calendar: Calendar;
  readonly kinds: readonly DocumentKind[];
  readonly media: readonly Medium[];
  /** The regency's sub-districts, empty for one that has no table here. */
  readonly areas: readonly Area[];
  readonly words: Readonly<Record<string, string>>;
  readonly identity: IdentityScheme<string>;
  /** Classes of people with the reasons that put somebody into them; how the hall is run is the office's to say. */
  readonly queue: QueueRules;
}

// What is not the office's own is the kinds' to check.
const options = z.looseObject({ regency: regencyCode });

/**
 * Prepares the configuration of a regency's civil registry (Dispendukcapil), to be spread into an office's.
 *
 * @throws {@link LoketError} with code `invalid-config` when the regency's code is malformed or of no province,
 * or another option breaks a rule
 *
 * @example
 * ```ts
 * import { dukcapil } from 'loket/indonesia';
 *
 * const { calendar, id } = dukcapil({ regency: '35.07' });
 * id; //=> 'dukcapil-35.07'
 * const working = calendar.deadline('2019-07-17', { days: 5, count: 'working' });
 * working.ok && working.day; //=> '2019-07-24'
 * const every = calendar.deadline('2019-07-17', { days: 5, count: 'calendar' });
 * every.ok && every.day; //=> '2019-07-22'
 * ```
 */
export function dukcapil(input: DukcapilOptions): DukcapilPreset {
  const { regency, ...kindsOptions } = parseOrThrow(options, input, 'dukcapil options');
  return {
    id: `dukcapil-${regency}`,
    calendar: indonesianCalendar({ region: regency }),
    kinds: dukcapilKinds(kindsOptions),
    media: dukcapilMedia,
    areas: areasOf(regency),
    words: indonesianWords,
    identity: nikScheme,
    queue: dukcapilQueue,
  };
}
