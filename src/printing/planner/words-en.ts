/** Holds the English texts of the planner, by code; `{line}` and the like stand for parameters. */
export const plannerWords: Readonly<Record<string, string>> = {
  'blanks-bind':
    'At {line} blanks bind: {blanks} come in {days} days, and its printers have room for {room} cards. More printers print not one card more there.',
  'blanks-late':
    'At {line} blanks bind on some days: they come later than its printers could print; {blanks} in {days} days, with room for {room} cards.',
  'printers-bind':
    'At {line} printers bind: they have room for {room} cards in {days} days, and all of it is wanted on some day.',
  'quota-binds': 'Quota {quota} binds: no more than {most} of its cards are printed.',
  'quota-takes': 'Quota {quota} takes from others what its least number needs; it is {short} cards short.',
  'not-served': 'Nobody prints {medium} for {home}: {count} cards.',
  'time-binds': 'Neither blanks nor printers bind: cards are due before they can arrive.',
  'nothing-binds': 'Nothing binds: every card is there in time.',
};
