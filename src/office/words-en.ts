import { applicationWords } from '../documents/words-en.js';
import { printingWords } from '../printing/words-en.js';
import { queueWords } from '../queue/words-en.js';

/** The English words of explanations, by code; `{name}` stands for a parameter. */
export const englishWords: Readonly<Record<string, string>> = {
  ...applicationWords,
  ...queueWords,
  ...printingWords,
  'signing.healthy': '{kind} is signed electronically: the signing server works.',
  'signing.signer-down': '{kind} waits: the signing server has been down since {since}.',
  'signing.signer-slow': '{kind} is signed electronically, a few at a time: the signing server is slow.',
  'signing.signer-limping':
    '{kind} is signed electronically, a few at a time: the signing server fails every now and then.',
  'signing.signer-recovering':
    '{kind} is signed electronically, a few at a time: the signing server has just come back.',
  'signing.order.wet': '{kind} is signed by hand, ordered by {by}: {reason}.',
  'signing.order.electronic': '{kind} is signed electronically, ordered by {by}: {reason}.',
  'signing.maintenance.wet': '{kind} is signed by hand during maintenance planned by {by}: {reason}.',
  'signing.until': 'This holds until {until}.',
  'notice.returned': 'Your request was returned for correction.',
  'notice.rejected': 'Your request was refused.',
  'notice.duplicate': 'Another request asks for the same document; this one ends.',
  'notice.cancelled': 'Your request was ended.',
  'notice.promised': 'Your document will be ready by {readyBy}.',
  'notice.invited': 'A blank is there for you; your document will be ready by {readyBy}.',
  'notice.moved': 'The day has changed: your document will be ready by {readyBy}. We are sorry.',
  'notice.waiting': 'Your request was accepted; the day will be told later.',
  'notice.delayed': 'Your document is delayed, and no new day can be promised yet; we will tell you.',
  'notice.redone': 'Your document turned out to be faulty and is made again. We are sorry.',
  'notice.late': 'Your document is later than the day that was promised; we are sorry.',
  'notice.recordFailed': 'Your recording came to nothing; please ask at the office what to do next.',
  'notice.ready': 'Your document is ready for pickup.',
  'notice.newCode': 'There is a new pickup code for your document; the old one no longer works.',
  'notice.unclaimed': 'Your document was not collected in time; ask at the office.',
};
