import type { SpokenWords } from '../queue/spoken-words.js';

/**
 * Holds the Indonesian number words. Tickets are read digit by digit, counters as numbers, as in "A nol nol tujuh,
 * silakan menuju loket dua belas".
 *
 * @example
 * ```ts
 * import { indonesianNumbers, indonesianQueueWords } from 'loket/indonesia';
 * import { announcement, cardinal } from 'loket/queue';
 *
 * cardinal(1024, indonesianNumbers); //=> 'seribu dua puluh empat'
 * const words = { numbers: indonesianNumbers, texts: indonesianQueueWords };
 * const { text, speech } = announcement({ number: 'A-007', counter: '12' }, words);
 * text; //=> 'A-007: loket 12'
 * speech; //=> 'Nomor antrean A nol nol tujuh, silakan menuju loket dua belas.'
 * ```
 */
export const indonesianNumbers: SpokenWords = {
  words: [
    ...['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'],
    ...['sepuluh', 'sebelas'],
  ],
  rules: [
    { from: 12, text: '[{rest} belas]' },
    { from: 20, text: '{times} puluh[ {rest}]' },
    { from: 100, text: 'seratus[ {rest}]' },
    { from: 200, text: '{times} ratus[ {rest}]' },
    { from: 1000, text: 'seribu[ {rest}]' },
    { from: 2000, text: '{times} ribu[ {rest}]' },
  ],
  between: ' ',
  ticket: 'digits',
  counter: 'cardinal',
};

/** Holds the Indonesian texts of the queue: every code of `queueWords`, with the same parameters. */
export const indonesianQueueWords: Readonly<Record<string, string>> = {
  'ticket.expected': '{number} sudah dipesan dan belum hadir di ruang tunggu.',
  'ticket.unprinted': '{number} belum tercetak; baru berlaku setelah dicetak.',
  'ticket.waiting': '{number} menunggu; nomor yang dipanggil lebih dahulu: {ahead}.',
  'ticket.called': '{number} dipanggil ke loket {counter}.',
  'ticket.serving': '{number} sedang dilayani di loket {counter}.',
  'ticket.held': '{number} ditahan: {reason}.',
  'ticket.parked': '{number} disisihkan dan boleh kembali: {reason}.',
  'ticket.leaving': '{number} sedang dipindahkan ke {day}.',
  'ticket.carried': '{number} sudah dipindahkan ke {day} dengan urutan yang tetap.',
  'ticket.finished': '{number} sudah dilayani di loket {counter}.',
  'ticket.noShow': '{number} sudah dipanggil, tetapi tidak ada yang datang.',
  'ticket.cancelled': '{number} dibatalkan.',
  'called.due':
    '{number} dipanggil karena paling lama menunggu menurut target golongannya; nomor yang didahuluinya: {overtook}.',
  'called.share': '{number} dipanggil karena bagian {class}, {share} dari semua panggilan, sudah waktunya.',
  'called.appointment': '{number} dipanggil karena sudah dipesan untuk {slot}.',
  'called.manual': '{number} dipanggil di luar urutan oleh {by}: {reason}.',
  overtook: 'Nomor yang didahuluinya: {count}.',
  'class.appointment': 'pemohon dengan janji temu',
  'class.priority': 'pemohon prioritas',
  'class.walkIn': 'pemohon tanpa janji temu',
  'priority.elderly': 'lanjut usia',
  'priority.disability': 'penyandang disabilitas',
  'priority.pregnancy': 'ibu hamil',
  'priority.infant': 'membawa bayi',
  'priority.disasterVictim': 'korban bencana',
  'priority.medical': 'alasan kesehatan',
  'priority.departure': 'akan segera berangkat',
  'bound.starts': 'Paling banyak {starts} orang lagi dipanggil di loket-loket Anda sebelum {number}.',
  'bound.renewed': 'Yang pernah diberitahukan tentang urutan Anda tidak berlaku lagi: {reason}.',
  'forecast.wait':
    'Perkiraan waktu tunggu sekitar {p50} menit; dalam delapan dari sepuluh kali antara {p10} dan {p90} menit.',
  'forecast.unknown': 'Waktu tunggu belum dapat diperkirakan.',
  'ticketNotice.queueClosed': 'Antrean sudah ditutup; nomor Anda tidak dapat dipanggil lagi hari ini.',
  'ticketNotice.carried':
    'Hari ini Anda belum sempat dipanggil. Nomor Anda berlaku pada {day} dengan urutan yang tetap.',
  'ticketNotice.rebooked': 'Janji temu Anda dipindahkan ke {day}, pukul {time}. Kami mohon maaf.',
  'ticketNotice.yourTurnSoon': 'Giliran Anda sebentar lagi. Nomor yang dipanggil sebelum Anda: {ahead}.',
  'ticketNotice.queueHalted':
    'Pemanggilan dihentikan untuk sementara. Urutan Anda tetap; kelanjutannya akan kami beri tahukan.',
  'advice.comeNow': 'Silakan datang sekarang.',
  'advice.comeLater': 'Sebaiknya datang mulai {from}.',
  'advice.anotherDay': 'Sebaiknya datang pada {day}.',
  'advice.full': 'Nomor antrean hari ini sudah habis.',
  'announcement.call': '{number}: loket {counter}',
  'announcement.call.speech': 'Nomor antrean {number}, silakan menuju loket {counter}.',
  'announcement.recall': '{number}: loket {counter} (panggilan ulang)',
  'announcement.recall.speech': 'Panggilan ulang, nomor antrean {number}, silakan menuju loket {counter}.',
};
