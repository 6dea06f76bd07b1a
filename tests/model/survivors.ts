/** A change of the machine that does no harm, and why. */
const nothingToClear = 'the timer it clears was cleared when the document became ready';
const noPromiseYet =
  'nothing is promised before the decision at the counter, and a refusal takes the promise back';
const noReasonYet =
  'only the signer sends an application back to the counter with a reason, and here nobody signs electronically';
const nothingOnDesk =
  'what became ready is on nobody’s desk; only an unclaimed document can be, and shares this transition';
const lastRow = 'it is the last of all the rows that the schema of an import allows';

/** Every mutant that nothing catches, with the reason why it is harmless. */
export const survivors: ReadonlyMap<string, string> = new Map([
  ['new on application.imported[20]: guard always', lastRow],
  ...[0, 1, 2].map(
    (index) => [`readyForPickup on defect.found[${index}]: without attend`, nothingOnDesk] as const,
  ),
  ['verifying on application.passed[0]: without dropReason', noReasonYet],
  ['verifying on application.passed[1]: without dropReason', noReasonYet],
  ['verifying on application.passed[2]: without dropReason', noReasonYet],
  ...[
    'queued on application.superseded',
    'verifying on application.returned',
    'verifying on application.rejected',
    'verifying on application.foundDuplicate',
    'verifying on application.cancelled',
    'verifying on application.superseded',
  ].map((where) => [`${where}[0]: without stopCommitment`, noPromiseYet] as const),
  ...['readyForPickup', 'unclaimed'].flatMap((state) =>
    ['cancelled', 'superseded'].flatMap((end) =>
      [0, 1].flatMap((index) =>
        ['stopCommitment', 'stopAttention'].map(
          (action) =>
            [`${state} on application.${end}[${index}]: without ${action}`, nothingToClear] as const,
        ),
      ),
    ),
  ),
]);
