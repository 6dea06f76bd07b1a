// Documents from layouts as data: a certificate to be signed by a server or by hand, and an identity card.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dukcapilLayouts } from 'loket/indonesia';
import { compileLayout } from 'loket/printing/layout';
import { folderBlobs } from 'loket/stores/blobs';

const { temporaryCertificate, identityCard } = dukcapilLayouts();
const at = Date.parse('2019-07-17T08:00+07:00');
const holder = {
  name: 'Siti Aminah (CONTOH)',
  identityNumber: '350713**********',
  birthPlaceAndDate: 'Malang, 15-02-1990',
  sex: 'Perempuan',
  address: 'Jalan Contoh 1',
  religion: '-',
  maritalStatus: 'Kawin',
  occupation: 'Guru',
  regency: 'KABUPATEN CONTOH',
  issuedAt: 'Kepanjen, 17 Juli 2019',
  verifyUrl: 'https://periksa.example.org/d/7f3a9c21-58b4-4e06-9d1b-2c7e60',
};

const certificate = compileLayout(temporaryCertificate);
const values = {
  ...holder,
  certificateNumber: '471.13/0001/2019',
  validUntil: '17 Januari 2020',
  officialTitle: 'Kepala Dinas',
  officialName: 'Budi Santoso (CONTOH)',
  officialNumber: '-',
};
const { pdf, prepared } = certificate.render(values, { at });
assert.ok(prepared);
console.log(
  `A certificate of ${pdf.length} bytes waits for its signature at byte ${prepared.contents.start}.`,
);

const { pdf: paper } = certificate.render(values, { at, signature: 'blank' });
console.log(`The server is down: the same certificate for the pen has ${paper.length} bytes.`);

const card = compileLayout(identityCard).render(
  {
    ...holder,
    province: 'PROVINSI CONTOH',
    village: 'Contoh',
    district: 'Contoh',
    nationality: 'WNI',
    validUntil: 'Seumur hidup',
    cardNumber: 'K-000123',
    mark: 'CONTOH',
  },
  { at },
);
console.log(`Both sides of a card have ${card.pdf.length} bytes.`);

const folder = mkdtempSync(join(tmpdir(), 'loket-'));
const blobs = folderBlobs({ path: folder });
const ref = await blobs.put(pdf);
assert.equal(await blobs.bind('a-1/prepared', ref), ref);
const again = await blobs.put(certificate.render(values, { at }).pdf);
assert.equal(again, ref);
console.log(`Rendered again after a crash, it is the same file: ${ref.slice(0, 19)}...`);
rmSync(folder, { recursive: true, force: true });
