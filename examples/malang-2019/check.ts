/** A claim about the week, held against the journal. */
export interface Check {
  readonly id: string;
  readonly claim: string;
  readonly kept: boolean;
  /** What was counted. */
  readonly found: string;
}

export const number = (n: number): string => n.toLocaleString('en-GB');
