import { closeSync, openSync, writeSync } from 'node:fs';
import type { EventRecord } from 'loket';
import { indonesianNumbers, indonesianQueueWords } from 'loket/indonesia';
import { type AnnouncementText, announcement } from 'loket/queue';
import { isoOf } from './time.js';

const linesAtOnce = 2000;
const words = { numbers: indonesianNumbers, texts: indonesianQueueWords };

/** Writes the journal as JSON lines, each with its time in the office's own zone, and a call with what the hall hears. */
export function writeJournal(records: readonly EventRecord[], path: string): void {
  const say = announcer();
  const file = openSync(path, 'w');
  try {
    for (let i = 0; i < records.length; i += linesAtOnce) {
      const part = records.slice(i, i + linesAtOnce);
      const lines = part.map((record) => {
        const said = say(record);
        return JSON.stringify({
          time: isoOf(record.event.at),
          ...record,
          ...(said && { announcement: said }),
        });
      });
      writeSync(file, `${lines.join('\n')}\n`);
    }
  } finally {
    closeSync(file);
  }
}

/** Puts each call into Indonesian; an event names the ticket, and the number is that of its issue. */
function announcer(): (record: EventRecord) => Pick<AnnouncementText, 'text' | 'speech'> | undefined {
  const numbers = new Map<string, string>();
  return ({ event }) => {
    if (event.type === 'ticket.issued' || event.type === 'ticket.carriedIn') {
      numbers.set(event.ticketId, event.number);
      return undefined;
    }
    if (event.type !== 'ticket.called' && event.type !== 'ticket.recalled') return undefined;
    const { counter, ticketId } = event;
    const call = { number: numbers.get(ticketId) ?? '', counter, recall: event.type === 'ticket.recalled' };
    const { text, speech } = announcement(call, words);
    return { text, speech };
  };
}
