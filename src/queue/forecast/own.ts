/** What a record holds under a name; a name that every object has is none of its own. @internal */
export function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** What a record holds under a name, made when it is missing. @internal */
export function ownOr<T>(record: Record<string, T>, name: string, make: () => T): T {
  const known = own(record, name);
  if (known !== undefined) return known;
  const made = make();
  record[name] = made;
  return made;
}
