/**
 * Keeps bytes under the name that their content gives them: the port for documents, which never enter state.
 *
 * Both writes are idempotent. What `put` and `bind` have answered must survive the process.
 */
export interface BlobStore {
  /** Keeps bytes and answers their name, `sha256-<hex>`. */
  put(bytes: Uint8Array): Promise<string>;
  /** Reads bytes by their name. */
  get(ref: string): Promise<Uint8Array | undefined>;
  /** Binds a name to a ref once: the first binding stays. Answers the ref that holds the name. */
  bind(name: string, ref: string): Promise<string>;
  /** Reads the ref that holds a name. */
  bound(name: string): Promise<string | undefined>;
}
