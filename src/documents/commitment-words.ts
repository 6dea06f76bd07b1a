/** Words the steps of a commitment in English, by code; `{name}` stands for a parameter. */
export const commitmentWords: Readonly<Record<string, string>> = {
  'commitment.step.standard.same-day': 'It is due on the same day, or the next on which the office is open.',
  'commitment.step.standard.working': 'The standard is {days} working days.',
  'commitment.step.standard.calendar': 'The standard is {days} calendar days.',
  'commitment.step.counted': '{day} is day {number}: {why}.',
  'commitment.step.passed': '{day} is not counted: {why}.',
  'commitment.step.open': '{day} is a {why}.',
  'commitment.step.desk':
    '{waiting} papers lie before it on the signatory’s desk, of which {papersPerDay} a day can be signed: it is its turn on {day}.',
  'commitment.step.plan': 'The print plan has it printed by {day}.',
  'commitment.step.stage':
    '{place} are invited before it, {perDay} a day, as blanks arrive: it is its turn on {day}.',
  'commitment.step.moved-to-open-day':
    'The office is closed on that day; the next on which it opens is {day}.',
  'commitment.step.promised': 'So it is promised for {day}.',
};
