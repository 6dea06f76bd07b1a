/** The English words that only `lifecycle.explain` uses, by code; `{name}` stands for a parameter. */
export const lifecycleWords: Readonly<Record<string, string>> = {
  'commitment.counted': 'Counted from {from}:',
  'facts.signing.electronic': 'The signing server works.',
  'facts.signing.wet': 'Documents are signed by hand now.',
  'facts.signing.held': 'The signing server is down.',
  'facts.stock': '{blanks} blanks are left and {ahead} prints wait for them.',
  'facts.desk': '{waiting} papers lie on the signatory’s desk.',
  'facts.plan': 'The print plan has it printed by {printedBy}.',
  'next.command': '{command}: {description}',
  'next.none': 'Nothing more can happen to it.',
};
