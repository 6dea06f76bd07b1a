import type { SpokenWords } from './spoken-words.js';

/**
 * Holds the English number words. Tickets are read digit by digit, for a hall hears 13 and 30 alike; counters as
 * numbers. Hundreds go without `and`, as in CLDR's cardinal numbers.
 */
export const englishNumbers: SpokenWords = {
  words: [
    ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven'],
    ...['twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
  ],
  rules: [
    { from: 20, text: 'twenty[-{rest}]' },
    { from: 30, text: 'thirty[-{rest}]' },
    { from: 40, text: 'forty[-{rest}]' },
    { from: 50, text: 'fifty[-{rest}]' },
    { from: 60, text: '{times}ty[-{rest}]' },
    { from: 80, text: 'eighty[-{rest}]' },
    { from: 90, text: '{times}ty[-{rest}]' },
    { from: 100, text: '{times} hundred[ {rest}]' },
    { from: 1000, text: '{times} thousand[ {rest}]' },
  ],
  between: ', ',
  ticket: 'digits',
  counter: 'cardinal',
};

/**
 * Holds the English texts of the queue, by code; `{number}` and the like stand for parameters: where a ticket is, why
 * it was called, what is promised and forecast, notices, advice, and the calls of {@link announcement}. `class.` and
 * `priority.` are parts of sentences. `p10`, `p50` and `p90` are minutes.
 */
export const queueWords: Readonly<Record<string, string>> = {
  'ticket.expected': '{number} is booked and not yet in the hall.',
  'ticket.unprinted': '{number} waits to be printed; it counts once it is.',
  'ticket.waiting': '{number} waits; numbers to be called before it: {ahead}.',
  'ticket.called': '{number} was called to counter {counter}.',
  'ticket.serving': '{number} is being served at counter {counter}.',
  'ticket.held': '{number} is held: {reason}.',
  'ticket.parked': '{number} is set aside and may come back: {reason}.',
  'ticket.leaving': '{number} is being carried over to {day}.',
  'ticket.carried': '{number} was carried over to {day} and keeps its place.',
  'ticket.finished': '{number} was served at counter {counter}.',
  'ticket.noShow': '{number} was called and nobody came.',
  'ticket.cancelled': '{number} was cancelled.',
  'called.due':
    '{number} was called because it had waited longest by the target of its class; numbers it overtook: {overtook}.',
  'called.share': '{number} was called because the share of {class}, {share} of all calls, was due.',
  'called.appointment': '{number} was called because it is booked for {slot}.',
  'called.manual': '{number} was called out of turn by {by}: {reason}.',
  overtook: 'Numbers it overtook: {count}.',
  'class.appointment': 'people with an appointment',
  'class.priority': 'people with priority',
  'class.walkIn': 'people without an appointment',
  'priority.elderly': 'old age',
  'priority.disability': 'a disability',
  'priority.pregnancy': 'pregnancy',
  'priority.infant': 'an infant in arms',
  'priority.disasterVictim': 'harm by a disaster',
  'priority.medical': 'a medical need',
  'priority.departure': 'a departure soon',
  'bound.starts': 'At most {starts} more people are called at your counters before {number}.',
  'bound.renewed': 'What you were told about your place no longer holds: {reason}.',
  'forecast.wait':
    'The wait is probably about {p50} minutes; in eight of ten cases it is from {p10} to {p90} minutes.',
  'forecast.unknown': 'Nobody can say yet how long the wait will be.',
  'ticketNotice.queueClosed': 'The queue is closed; your number can no longer be called today.',
  'ticketNotice.carried': 'You could not be called today. Your number is good on {day} and keeps its place.',
  'ticketNotice.rebooked': 'Your appointment was moved to {day}, {time}. We are sorry.',
  'ticketNotice.yourTurnSoon': 'It is your turn soon. Numbers to be called before yours: {ahead}.',
  'ticketNotice.queueHalted':
    'Calling has stopped for now. You keep your place; we will tell you how it goes on.',
  'advice.comeNow': 'Come now.',
  'advice.comeLater': 'Better come from {from} on.',
  'advice.anotherDay': 'Better come on {day}.',
  'advice.full': 'No more numbers are given today.',
  'announcement.call': '{number}: counter {counter}',
  'announcement.call.speech': 'Number {number}, please go to counter {counter}.',
  'announcement.recall': '{number}: counter {counter} (called again)',
  'announcement.recall.speech': 'Once more: number {number}, please go to counter {counter}.',
};
