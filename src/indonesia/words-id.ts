/** Words the codes of the rooms in Indonesian, by room and code; `{name}` and the like stand for params. */
export const indonesianWords: Readonly<Record<string, string>> = {
  'calendar.working': 'hari kerja',
  'calendar.weekend': 'tutup pada hari ini setiap minggu',
  'calendar.holiday': 'hari libur: {name}',
  'calendar.joint-leave': 'cuti bersama: {name}',
  'calendar.election': 'hari pemungutan suara: {name}',
  'calendar.local': 'libur daerah: {name}',
  'calendar.unknown-year': 'hari libur tahun {year} belum diketahui',
  'calendar.calendar-day': 'semua hari dihitung',
  'calendar.calendar-year-unknown':
    'tanggal belum dapat dijanjikan sebelum hari libur tahun {year} diketahui',
};
