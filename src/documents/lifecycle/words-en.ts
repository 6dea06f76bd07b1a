/** The English words that only `lifecycle.explain` uses, by code; `{name}` stands for a parameter. */
export const lifecycleWords: Readonly<Record<string, string>> = {
  'commitment.counted.none': 'It is due on the same working day, {readyBy}.',
  'commitment.counted.working': '{days} working days from {from} end on {readyBy}.',
  'commitment.counted.calendar': '{days} calendar days from {from} end on {readyBy}.',
  'commitment.day.counted': '{day} is day {number}: {why}.',
  'commitment.day.passed': '{day} is not counted: {why}.',
  'facts.signing.electronic': 'The signing server works.',
  'facts.signing.wet': 'Documents are signed by hand now.',
  'facts.signing.held': 'The signing server is down.',
  'facts.stock': '{blanks} blanks are left and {ahead} prints wait for them.',
  'next.command': '{command}: {description}',
  'next.none': 'Nothing more can happen to it.',
};
