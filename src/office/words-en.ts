import { applicationWords } from '../documents/words-en.js';

/** The English words of explanations, by code; `{name}` stands for a parameter. */
export const englishWords: Readonly<Record<string, string>> = {
  ...applicationWords,
  'signing.healthy': '{kind} is signed electronically: the signing server works.',
  'signing.signer-down': '{kind} waits: the signing server has been down since {since}.',
  'signing.order.wet': '{kind} is signed by hand, ordered by {by}: {reason}.',
  'signing.order.electronic': '{kind} is signed electronically, ordered by {by}: {reason}.',
  'signing.maintenance.wet': '{kind} is signed by hand during maintenance planned by {by}: {reason}.',
  'signing.until': 'This holds until {until}.',
  'ticket.waiting': '{number} waits; {ahead} are called before it.',
  'ticket.called': '{number} was called to counter {counter}, because it had waited longest.',
  'ticket.finished': '{number} was served at counter {counter}.',
  'ticket.noShow': '{number} was called and nobody came.',
  'ticket.cancelled': '{number} was cancelled.',
  'notice.returned': 'Your request was returned for correction.',
  'notice.rejected': 'Your request was refused.',
  'notice.cancelled': 'Your request was ended.',
  'notice.promised': 'Your document will be ready by {readyBy}.',
  'notice.waiting': 'Your request was accepted; the day will be told later.',
  'notice.delayed': 'Your document is delayed, because the signing server is down.',
  'notice.late': 'Your document is late; we are sorry.',
  'notice.ready': 'Your document is ready for pickup.',
  'notice.unclaimed': 'Your document was not collected in time; ask at the office.',
};
