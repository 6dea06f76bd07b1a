import { indonesianNumbers, indonesianQueueWords } from 'loket/indonesia';
import { announcement, englishNumbers, queueWords } from 'loket/queue';
import { describe, expect, it } from 'vitest';

const params = (text: string | undefined) => [...(text ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
const part = /^(class|priority)\.|^announcement\.(call|recall)$/;

// What the queue gives each code, so that no text asks for more and none keeps a number back.
const codes: Readonly<Record<string, string>> = {
  'ticket.expected': 'number',
  'ticket.unprinted': 'number',
  'ticket.waiting': 'ahead number',
  'ticket.called': 'counter number',
  'ticket.serving': 'counter number',
  'ticket.held': 'number reason',
  'ticket.parked': 'number reason',
  'ticket.leaving': 'day number',
  'ticket.carried': 'day number',
  'ticket.finished': 'counter number',
  'ticket.noShow': 'number',
  'ticket.cancelled': 'number',
  'called.due': 'number overtook',
  'called.share': 'class number share',
  'called.appointment': 'number slot',
  'called.manual': 'by number reason',
  overtook: 'count',
  'class.appointment': '',
  'class.priority': '',
  'class.walkIn': '',
  'priority.elderly': '',
  'priority.disability': '',
  'priority.pregnancy': '',
  'priority.infant': '',
  'priority.disasterVictim': '',
  'priority.medical': '',
  'priority.departure': '',
  'bound.starts': 'number starts',
  'bound.renewed': 'reason',
  'forecast.wait': 'p10 p50 p90',
  'forecast.unknown': '',
  'ticketNotice.queueClosed': '',
  'ticketNotice.carried': 'day',
  'ticketNotice.rebooked': 'day time',
  'ticketNotice.yourTurnSoon': 'ahead',
  'ticketNotice.queueHalted': '',
  'advice.comeNow': '',
  'advice.comeLater': 'from',
  'advice.anotherDay': 'day',
  'advice.full': '',
  'announcement.call': 'counter number',
  'announcement.call.speech': 'counter number',
  'announcement.recall': 'counter number',
  'announcement.recall.speech': 'counter number',
};

describe.each(Object.entries({ English: queueWords, Indonesian: indonesianQueueWords }))(
  'the %s words of the queue',
  (_language, words) => {
    it('have every code, no more and no fewer', () => {
      expect(Object.keys(words).sort()).toEqual(Object.keys(codes).sort());
    });

    it.each(Object.entries(codes))('use the parameters of %s', (code, names) => {
      expect(params(words[code]).sort().join(' ')).toBe(names);
    });

    it('end each sentence as one ends, and no part of one', () => {
      const wrong = Object.entries(words).filter(([code, text]) => /[.!?]$/.test(text) === part.test(code));
      expect(wrong).toEqual([]);
    });
  },
);

it('leaves no Indonesian text in English', () => {
  expect(Object.keys(codes).filter((code) => indonesianQueueWords[code] === queueWords[code])).toEqual([]);
});

describe('an announcement', () => {
  const english = { numbers: englishNumbers, texts: queueWords };
  const indonesian = { numbers: indonesianNumbers, texts: indonesianQueueWords };

  it('shows the number as printed and speaks it in words', () => {
    expect(announcement({ number: 'AB-1024', counter: '2' }, english)).toEqual({
      code: 'announcement.call',
      params: { number: 'AB-1024', counter: '2' },
      text: 'AB-1024: counter 2',
      speech: 'Number A B, one zero two four, please go to counter two.',
    });
  });

  it('says of a recall that it is one', () => {
    expect(announcement({ number: 'A-007', counter: 'C', recall: true }, indonesian)).toEqual({
      code: 'announcement.recall',
      params: { number: 'A-007', counter: 'C' },
      text: 'A-007: loket C (panggilan ulang)',
      speech: 'Panggilan ulang, nomor antrean A nol nol tujuh, silakan menuju loket C.',
    });
  });

  it("reads tickets and counters in a host's own forms and texts", () => {
    const numbers = { ...englishNumbers, ticket: 'pairs', counter: 'digits' } as const;
    const texts = { ...queueWords, 'announcement.call.speech': 'Now serving {number} at window {counter}.' };
    expect(announcement({ number: 'F-043', counter: '18' }, { numbers, texts }).speech).toBe(
      'Now serving F, zero forty-three at window one eight.',
    );
  });

  it('refuses a call without a counter that can be spoken', () => {
    expect(() => announcement({ number: 'A-007', counter: '' }, english)).toThrow(
      expect.objectContaining({ code: 'invalid-data' }),
    );
  });
});
