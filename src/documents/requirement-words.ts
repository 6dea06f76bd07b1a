import type { DocumentKind } from './kind.js';
import type { RequirementCheck, RequirementNote } from './requirements.js';

/**
 * Words what is said of requirements in English, by code; `{requirement}` and `{paper}` stand for titles, the rest for
 * params.
 */
export const requirementWords: Readonly<Record<string, string>> = {
  'requirement.missing': '{requirement} is missing: {given} of {needed} given.',
  'requirement.expired': '{paper} is too old: it was valid until {validUntil}.',
  'requirement.undated': '{paper} has no day of issue, so nobody can tell whether it is too old.',
  'requirement.calendar-year-unknown':
    'Nobody can tell whether {paper} is too old until the holidays of {year} are known.',
  'requirement.substituted': '{paper} is given instead of {requirement}.',
};

/** Says one thing of a requirement in words. */
export interface RequirementExplanation extends RequirementNote {
  readonly text: string;
}

/**
 * Puts a check into words: first what is missing, too old or unclear, then what was replaced.
 *
 * @param words - by code, in that language. Default: {@link requirementWords}
 *
 * @example
 * ```ts
 * import { checkRequirements, explainRequirements } from 'loket/documents';
 * import { dukcapilKinds, indonesianWords } from 'loket/indonesia';
 *
 * const kinds = dukcapilKinds();
 * const kia = kinds.find((kind) => kind.id === 'kia');
 * if (!kia) throw new Error('no child card');
 * const check = checkRequirements(kia, [{ requirement: 'kk' }], { day: '2019-07-17' });
 * explainRequirements(kia, check, 'en')[0]?.text; //=> 'Birth certificate is missing: 0 of 1 given.'
 * const [said] = explainRequirements(kia, check, 'id', indonesianWords);
 * said?.text; //=> 'Kutipan akta kelahiran belum ada: 0 dari 1.'
 * ```
 */
export function explainRequirements(
  kind: DocumentKind,
  check: RequirementCheck,
  language: string,
  words: Readonly<Record<string, string>> = requirementWords,
): readonly RequirementExplanation[] {
  const papers = kind.requirements.flatMap((requirement) => [requirement, ...requirement.substitutes]);
  const titleOf = (id: string) => papers.find((paper) => paper.id === id)?.title[language] ?? id;
  return [...check.missing, ...check.expired, ...check.unclear, ...check.substituted].map((note) => {
    const params: Readonly<Record<string, string | number>> = {
      ...note.params,
      requirement: titleOf(note.requirement),
      paper: titleOf(note.paper),
    };
    const text = words[note.code] ?? note.code;
    return { ...note, text: text.replace(/\{(\w+)\}/g, (_all, name: string) => String(params[name] ?? '')) };
  });
}
