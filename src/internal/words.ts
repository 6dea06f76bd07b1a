/** Explains one thing: a stable code, its parameters, and a sentence in the office's words. */
export interface Explanation {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly text: string;
}

/** Words by code, `{name}` standing for a parameter. */
export type Words = Readonly<Record<string, string>>;

/** Puts a code and its parameters into words; a code without words stands for itself. @internal */
export function say(words: Words, code: string, params: Explanation['params'] = {}): Explanation {
  return {
    code,
    params,
    text: (words[code] ?? code).replace(/\{(\w+)\}/g, (_all, name: string) => String(params[name] ?? '')),
  };
}
