/**
 * Keeps files by their content: the blob port. What is kept is on disk before its name is told, so that a commit can
 * name it; it is never changed.
 */
export interface BlobStore {
  /** Keeps bytes; answers their reference, `sha256-` and 64 hexadecimal digits. The same bytes are kept once. */
  put(bytes: Uint8Array): Promise<string>;
  /** Answers the bytes, or `undefined` where nobody has put them. */
  get(ref: string): Promise<Uint8Array | undefined>;
  /** Gives a reference a name, once: whoever comes first wins. Answers the reference that holds the name. */
  bind(name: string, ref: string): Promise<string>;
  /** Answers the reference that holds a name, or `undefined`. */
  bound(name: string): Promise<string | undefined>;
}
