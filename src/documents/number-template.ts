/** Finds the placeholders of a template. @internal */
export const placeholder = /\{([^{}]*)\}/g;

/** Says in words what {@link isNumberTemplate} accepts. @internal */
export const numberTemplateRule =
  'must hold one of {serial:1} to {serial:12}, and may hold {region}, {code}, {yyyy}, {mm} with it and {dd} with that, each once';

/** Tells whether numbers can be written by a template and read back. @internal */
export function isNumberTemplate(template: string): boolean {
  const names = [...template.matchAll(placeholder)].map(([, name = '']) =>
    /^serial:([1-9]|1[0-2])$/.test(name) ? 'serial' : name,
  );
  const has = (name: string) => names.includes(name);
  return (
    !/[{}]/.test(template.replace(placeholder, '')) &&
    names.every((name) => ['region', 'code', 'dd', 'mm', 'yyyy', 'serial'].includes(name)) &&
    new Set(names).size === names.length &&
    has('serial') &&
    (has('mm') || !has('dd')) &&
    (has('yyyy') || !has('mm'))
  );
}
