import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signedHash } from './cms.mjs';
import { signedParts } from './pdf.mjs';
import { inBatches, run, runOnEach } from './tools.mjs';

const verifyUrl = 'https://periksa.example.org/d/';

/** What a tool is asked of the paper `$1`; files of the paper have the same name with other endings. */
const questions = {
  openssl:
    'openssl cms -verify -cades -binary -purpose any -inform DER -CAfile "$ROOT" -in "$1.cms" -content "$1.content" -out "$1.out"',
  pdfsig: 'pdfsig -nssdir "$NSS" "$1.pdf"',
  qpdf: 'qpdf --check "$1.pdf"',
  pdftoppm: 'pdftoppm -r 100 -gray -singlefile "$1.pdf" "$1"',
};
const praise = [
  'Signature is Valid.',
  'Certificate is Trusted.',
  'Total document signed',
  'ETSI.CAdES.detached',
];

/** Asks openssl, pdfsig, qpdf and a QR reader of each paper, none of which knows us. */
export async function judgeSignedPapers(left, papers, temp, { check }) {
  const env = { NSS: `sql:${join(temp, 'nss')}`, ROOT: join(temp, 'root.pem') };
  writeFileSync(env.ROOT, left.root);
  const made = await run('certutil', '-N', '-d', env.NSS, '--empty-password');
  const added = await run('certutil', '-A', '-d', env.NSS, '-n', 'root', '-t', 'CT,C,C', '-i', env.ROOT);
  const trusted = made.code === 0 && added.code === 0;
  check('certutil takes the root of the signing server', 1, trusted ? [] : [made.text + added.text]);

  const wrong = { parts: [], time: [], record: [], openssl: [], pdfsig: [], qpdf: [], code: [] };
  const requests = requestsOf(left);
  const records = new Map(left.signatures.map((line) => [line.signature, line]));
  await inBatches(papers, async (batch, number) => {
    const nameOf = new Map(batch.map((paper, i) => [paper, join(temp, `${number}-${i}`)]));
    const names = [...nameOf.values()];
    for (const [paper, name] of nameOf) {
      copyFileSync(paper.file, `${name}.pdf`);
      cutUp(paper, name);
    }
    const openssl = await runOnEach(questions.openssl, names, env);
    const pdfsig = await runOnEach(questions.pdfsig, names, env);
    const qpdf = await runOnEach(questions.qpdf, names, env);
    await runOnEach(questions.pdftoppm, names, env);
    const quick = ['--nodbus', '-q', '--xml', '-Sdisable', '-Sqrcode.enable'];
    const seen = await run('zbarimg', ...quick, ...names.map((name) => `${name}.pgm`));
    const codes = codesIn(seen.text);

    for (const [i, { id }] of batch.entries()) {
      if (openssl[i].code !== 0) wrong.openssl.push(`${id}: ${openssl[i].text.split('\n')[0]}`);
      const unsaid = praise.filter((words) => !pdfsig[i].text.includes(words));
      const count = pdfsig[i].text.match(/^Signature #\d+:$/gm)?.length ?? 0;
      if (pdfsig[i].code !== 0 || count !== 1 || unsaid.length > 0)
        wrong.pdfsig.push(
          `${id}: code ${pdfsig[i].code}, ${count} signatures, not said: ${unsaid.join(', ')}`,
        );
      if (qpdf[i].code !== 0) wrong.qpdf.push(`${id}: code ${qpdf[i].code}`);
      const read = codes.get(`${names[i]}.pgm`) ?? [];
      if (read.length !== 1 || read[0] !== `${verifyUrl}${encodeURIComponent(id)}`)
        wrong.code.push(`${id}: reads ${read.join(' and ') || 'nothing'}`);
    }
  });

  /** Cuts out what openssl is to look at, and compares the time and the record on the way. */
  function cutUp({ id, bytes }, name) {
    const { requestId, startedAt = Number.NaN, madeAt = Number.NaN } = requests.get(id) ?? {};
    try {
      const { cms, content, signedAt } = signedParts(bytes);
      writeFileSync(`${name}.cms`, cms);
      writeFileSync(`${name}.content`, content);
      // The time in a PDF has no milliseconds.
      if (!(signedAt >= startedAt - 999 && signedAt <= madeAt))
        wrong.time.push(`${id}: ${new Date(signedAt).toISOString()} lies outside its request`);
      const { hash, signature } = signedHash(cms);
      const record = records.get(signature);
      if (record === undefined || record.hash !== hash || record.clientData !== requestId)
        wrong.record.push(`${id}: not recorded for ${requestId}`);
    } catch (error) {
      wrong.parts.push(`${id}: ${error.message}`);
    }
  }

  const looked = papers.length;
  check('each signed paper bears one signature, over all but itself', looked, wrong.parts);
  check('its time (/M) lies between the request and the answer', looked, wrong.time);
  check("it is in the signing server's record, for the accepted request", looked, wrong.record);
  check('openssl cms -verify -cades accepts it under the root', looked, wrong.openssl);
  check('pdfsig: valid, trusted, whole document, one signature', looked, wrong.pdfsig);
  check('qpdf --check finds nothing', looked, wrong.qpdf);
  check('the QR code of the page leads to the application', looked, wrong.code);
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
