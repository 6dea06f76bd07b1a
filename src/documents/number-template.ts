/** Finds the placeholders of a template. @internal */
export const placeholder = /\{([^{}]*)\}/g;

/** Says in words what {@link isNumberTemplate} accepts. @internal */
export const numberTemplateRule =
  'must hold {serial:1} to {serial:12}, and may hold {region}, {code}, {yyyy}, {mm} with it and {dd} with that, each once';

// All of the rule but stray braces, for names in the order of the alphabet.
const sortedNames = /^(code )?((dd )?mm (?=.*yyyy))?(region )?serial:([1-9]|1[0-2])( yyyy)?$/;

/** Tells whether numbers can be written by a template and read back. @internal */
export function isNumberTemplate(template: string): boolean {
  const names = [...template.matchAll(placeholder)].map(([, name]) => name).sort();
  return sortedNames.test(names.join(' ')) && !/[{}]/.test(template.replace(placeholder, ''));
}
