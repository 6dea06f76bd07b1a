/** Names one broken rule: where, which rule, and the value that was received. */
export interface Issue {
  /** Path to the field, as in `counters[1].id`. */
  readonly field: string;
  /** The rule in words, as in `must be unique`. */
  readonly rule: string;
  /** The value received. */
  readonly value: unknown;
}
