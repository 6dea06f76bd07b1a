/**
 * Makes a value when it is first asked for: a host that loads loket should not wait for schemas and tables that it may
 * never use. @internal
 */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
