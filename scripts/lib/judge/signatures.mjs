import { bearsSignature } from './pdf.mjs';
import { inBatches, runOnEach } from './tools.mjs';

/** Holds the journal, the signed papers and the signing server's record against each other. */
export function judgeSignatures({ ofType, papers, signatures, kept }, { check, note }) {
  const made = ofType('application', 'signature.made');
  const accepted = new Map(made.map((event) => [event.id, event]));
  const sent = new Set(ofType('application', 'print.assigned').map(({ id }) => id));
  const twice = made.filter((event) => accepted.get(event.id) !== event).map(({ id }) => id);
  check('no application accepted a second signature', accepted.size, twice);

  const waiting = [...accepted.keys()].filter((id) => !sent.has(id));
  check('each signature that was accepted is on a paper, and no other paper claims one', papers.signed.size, [
    ...[...accepted.keys()]
      .filter((id) => sent.has(id) && !papers.signed.has(id))
      .map((id) => `${id}: no paper`),
    ...[...papers.signed.keys()].filter((id) => !accepted.has(id)).map((id) => `${id}: not accepted`),
  ]);
  if (waiting.length > 0) note(`${waiting.length} signed documents were not yet sent to a printer`);
  // One that was given its timestamp before it was printed is printed with it.
  const artifacts = new Set([...made, ...ofType('application', 'signature.upgraded')].map(nameOf));
  check(
    'each signed paper is the document of the accepted signature, byte for byte',
    papers.signed.size,
    [...papers.signed.values()]
      .filter((paper) => !artifacts.has(nameOf({ id: paper.id, artifact: `sha256-${paper.sha256}` })))
      .map(({ id }) => id),
  );

  check(
    'each document with an accepted signature lies in the blobs',
    accepted.size,
    made.filter(({ artifact }) => !kept.has(artifact?.slice('sha256-'.length))).map(({ id }) => id),
  );

  const requested = new Set(ofType('signer', 'request.started').map(({ requestId }) => requestId));
  const digests = new Map();
  const unlike = [];
  const probes = signatures.filter(({ clientData }) => clientData === 'probe');
  const documents = signatures.filter(({ clientData }) => clientData !== 'probe');
  for (const { clientData, hash } of documents) {
    if (digests.has(clientData) && digests.get(clientData) !== hash) unlike.push(clientData);
    digests.set(clientData, hash);
  }
  check("each accepted signature is in the signing server's record", made.length, [
    ...made.filter(({ requestId }) => !digests.has(requestId)).map(({ requestId }) => requestId),
  ]);
  check('the server signed nothing that the office did not ask for', documents.length, [
    ...documents.filter(({ clientData }) => !requested.has(clientData)).map(({ clientData }) => clientData),
  ]);
  const ofDocuments = new Set(digests.values());
  check('each probe signed one and the same thing, and no document', probes.length, [
    ...probes.filter(({ hash }) => hash !== probes[0].hash || ofDocuments.has(hash)).map(({ seq }) => seq),
  ]);
  check('a repeated request was for the same digest', digests.size, unlike);
  const unused = [...digests.keys()].filter((id) => !made.some(({ requestId }) => requestId === id));
  note(`${documents.length - digests.size} repeated, ${unused.length} made and never accepted`);
}

function nameOf({ id, artifact }) {
  return `${id} ${artifact}`;
}

/** Makes sure that what is signed with a pen, or not at all, claims no electronic signature. */
export async function judgeUnsigned({ papers }, sampled, { check }) {
  const all = [...papers.wet.values(), ...papers.cards.values()];
  check(
    'no wet paper and no card has a signature among its bytes, compressed ones too',
    all.length,
    all.filter(({ bytes }) => bearsSignature(bytes)).map(({ file }) => file),
  );
  const both = all.filter(({ id }) => papers.signed.has(id)).map(({ id }) => id);
  check('no application has a signed paper and another one', all.length, both);
  const wrong = [];
  await inBatches(sampled, async (batch) => {
    const files = batch.map(({ file }) => file);
    const said = await runOnEach('pdfsig "$1"', files, {});
    wrong.push(...files.filter((_, i) => !said[i].text.includes('does not contain any signatures')));
  });
  check('pdfsig finds no signature in them either', sampled.length, wrong);
}
