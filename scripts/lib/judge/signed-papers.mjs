import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signedHash } from './cms.mjs';
import { signedParts } from './pdf.mjs';
import { eachOf, run } from './tools.mjs';

const verifyUrl = 'https://periksa.example.org/d/';
const codesAtOnce = 20;

/** Asks openssl, pdfsig, qpdf and a QR reader of each paper, none of which knows us. */
export async function judgeSignedPapers(left, papers, temp, { check }) {
  const nss = `sql:${join(temp, 'nss')}`;
  const root = join(temp, 'root.pem');
  writeFileSync(root, left.root);
  const made = await run('certutil', '-N', '-d', nss, '--empty-password');
  const added = await run('certutil', '-A', '-d', nss, '-n', 'root', '-t', 'CT,C,C', '-i', root);
  check(
    'certutil takes the root of the signing server',
    1,
    made.code + added.code === 0 ? [] : [made.text + added.text],
  );

  const wrong = { parts: [], time: [], openssl: [], pdfsig: [], qpdf: [], code: [], record: [] };
  const requests = requestsOf(left);
  const records = new Map(left.signatures.map((line) => [line.signature, line]));
  const images = new Map();
  await eachOf(papers, async ({ id, file, bytes }) => {
    const name = join(temp, encodeURIComponent(id));
    await judgeParts(id, bytes, name);
    const sig = await run('pdfsig', '-nssdir', nss, file);
    const said = [
      'Signature is Valid.',
      'Certificate is Trusted.',
      'Total document signed',
      'ETSI.CAdES.detached',
    ];
    const unsaid = said.filter((words) => !sig.text.includes(words));
    const count = sig.text.match(/^Signature #\d+:$/gm)?.length ?? 0;
    if (sig.code !== 0 || count !== 1 || unsaid.length > 0)
      wrong.pdfsig.push(
        `${id}: code ${sig.code}, ${count} signatures, not said: ${unsaid.join(', ') || 'nothing'}`,
      );
    const sound = await run('qpdf', '--check', file);
    if (sound.code !== 0) wrong.qpdf.push(`${id}: code ${sound.code}`);
    await run('pdftoppm', '-r', '100', '-gray', '-singlefile', file, name);
    images.set(`${name}.pgm`, id);
  });

  async function judgeParts(id, bytes, name) {
    let cut;
    try {
      cut = signedParts(bytes);
      const record = records.get(signedHash(cut.cms).signature);
      if (record?.hash !== signedHash(cut.cms).hash || record.clientData !== requests.get(id)?.requestId)
        wrong.record.push(
          `${id}: the server's record has no such signature for the request that the office accepted`,
        );
    } catch (error) {
      wrong.parts.push(`${id}: ${error.message}`);
      return;
    }
    const { startedAt = Number.NaN, madeAt = Number.NaN } = requests.get(id) ?? {};
    // The time in a PDF has no milliseconds.
    if (!(cut.signedAt >= startedAt - 999 && cut.signedAt <= madeAt))
      wrong.time.push(`${id}: ${new Date(cut.signedAt).toISOString()} lies outside its request`);
    writeFileSync(`${name}.cms`, cut.cms);
    writeFileSync(`${name}.content`, cut.content);
    const args = [
      'cms',
      '-verify',
      '-cades',
      '-binary',
      '-purpose',
      'any',
      '-inform',
      'DER',
      '-CAfile',
      root,
    ];
    args.push('-in', `${name}.cms`, '-content', `${name}.content`, '-out', `${name}.out`);
    const verified = await run('openssl', ...args);
    if (verified.code !== 0) wrong.openssl.push(`${id}: ${verified.text.split('\n')[0]}`);
  }

  const batches = Array.from({ length: Math.ceil(images.size / codesAtOnce) }, (_, i) =>
    [...images.keys()].slice(i * codesAtOnce, (i + 1) * codesAtOnce),
  );
  await eachOf(batches, async (batch) => {
    const { text } = await run('zbarimg', '-q', '--xml', ...batch);
    const codes = codesIn(text);
    for (const image of batch) {
      const id = images.get(image) ?? '';
      const found = codes.get(image) ?? [];
      if (found.length !== 1 || found[0] !== `${verifyUrl}${encodeURIComponent(id)}`)
        wrong.code.push(`${id}: reads ${found.length === 0 ? 'nothing' : found.join(' and ')}`);
    }
  });

  const looked = papers.length;
  check('each signed paper bears one signature, over all but itself', looked, wrong.parts);
  check('its time (/M) lies between the request and the answer', looked, wrong.time);
  check('openssl cms -verify -cades accepts it under the root', looked, wrong.openssl);
  check('pdfsig: valid, trusted, whole document, one signature', looked, wrong.pdfsig);
  check('qpdf --check finds nothing', looked, wrong.qpdf);
  check('the QR code of the page leads to the application', looked, wrong.code);
  check("the signature is in the signing server's record, for the accepted request", looked, wrong.record);
}

function codesIn(xml) {
  const codes = new Map();
  for (const [, image, inner] of xml.matchAll(/<source href='([^']*)'>(.*?)<\/source>/gs))
    codes.set(
      image,
      [...inner.matchAll(/<data[^>]*><!\[CDATA\[(.*?)\]\]><\/data>/gs)].map(([, code]) => code),
    );
  return codes;
}

/** The accepted request of each application, with when it was first sent and when it was made. */
function requestsOf({ ofType }) {
  const started = new Map();
  for (const { requestId, at } of ofType('signer', 'request.started'))
    if (!started.has(requestId)) started.set(requestId, at);
  return new Map(
    ofType('application', 'signature.made').map(({ id, requestId, at }) => [
      id,
      { requestId, startedAt: started.get(requestId), madeAt: at },
    ]),
  );
}
