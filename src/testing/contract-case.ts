/** One check of a contract: runs by itself, and throws when an adapter breaks the rule that its name states. */
export interface ContractCase {
  /** What the case holds an adapter to, as a sentence. */
  readonly name: string;
  /** Runs the case on an adapter of its own; rejects when the adapter breaks it. */
  run(): Promise<void>;
}
