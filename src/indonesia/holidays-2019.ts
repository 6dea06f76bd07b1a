import type { CalendarYear } from '../calendar/definition.js';

export const holidays2019: CalendarYear = {
  source:
    'SKB Menteri Agama 617/2018, Menteri Ketenagakerjaan 262/2018, Menteri PANRB 16/2018; election day: Keppres 10/2019',
  holidays: [
    { date: '2019-01-01', name: 'Tahun Baru 2019 Masehi', kind: 'holiday' },
    { date: '2019-02-05', name: 'Tahun Baru Imlek 2570 Kongzili', kind: 'holiday' },
    { date: '2019-03-07', name: 'Hari Raya Nyepi Tahun Baru Saka 1941', kind: 'holiday' },
    { date: '2019-04-03', name: 'Isra Mikraj Nabi Muhammad SAW', kind: 'holiday' },
    { date: '2019-04-17', name: 'Pemilihan Umum 2019', kind: 'election' },
    { date: '2019-04-19', name: 'Wafat Isa Al Masih', kind: 'holiday' },
    { date: '2019-05-01', name: 'Hari Buruh Internasional', kind: 'holiday' },
    { date: '2019-05-19', name: 'Hari Raya Waisak 2563', kind: 'holiday' },
    { date: '2019-05-30', name: 'Kenaikan Isa Al Masih', kind: 'holiday' },
    { date: '2019-06-01', name: 'Hari Lahir Pancasila', kind: 'holiday' },
    { date: '2019-06-03', name: 'Idul Fitri 1440 Hijriah', kind: 'joint-leave' },
    { date: '2019-06-04', name: 'Idul Fitri 1440 Hijriah', kind: 'joint-leave' },
    { date: '2019-06-05', name: 'Idul Fitri 1440 Hijriah', kind: 'holiday' },
    { date: '2019-06-06', name: 'Idul Fitri 1440 Hijriah', kind: 'holiday' },
    { date: '2019-06-07', name: 'Idul Fitri 1440 Hijriah', kind: 'joint-leave' },
    { date: '2019-08-11', name: 'Idul Adha 1440 Hijriah', kind: 'holiday' },
    { date: '2019-08-17', name: 'Hari Kemerdekaan Republik Indonesia', kind: 'holiday' },
    { date: '2019-09-01', name: 'Tahun Baru Islam 1441 Hijriah', kind: 'holiday' },
    { date: '2019-11-09', name: 'Maulid Nabi Muhammad SAW', kind: 'holiday' },
    { date: '2019-12-24', name: 'Hari Raya Natal', kind: 'joint-leave' },
    { date: '2019-12-25', name: 'Hari Raya Natal', kind: 'holiday' },
  ],
};
