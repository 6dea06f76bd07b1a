/** Holds the English texts of printing, by code; `{ahead}` and the like stand for parameters. */
export const printingWords: Readonly<Record<string, string>> = {
  'print.waits': 'It waits to be printed; before it: {ahead}.',
  'print.turn':
    'It is printed when its turn comes; printers in service: {printers}, of them at a pause: {paused}.',
  'print.cooling': 'All printers cool or rest; the last goes on in {minutes} minutes.',
  'print.noBlank': 'Blanks of {medium} are left: {blanks}; its turn needs {short} more.',
  'print.noPrinter': 'No printer takes {medium}.',
  'print.noneInService': 'None of {printers} printers is in service.',
  'print.sent': 'It was sent to printer {printer}.',
  'print.running': 'Printer {printer} has it.',
  'print.unknown': 'Nobody knows what came of it at printer {printer}; a person must look.',
  'print.printed': 'It is printed.',
};
