import { type IppPrinterOptions, ippControl } from 'loket/printing/ipp';
import { type IppPrinters, type IppPrintersOptions, startIppPrinters } from 'loket/testing/ipp-printer';
import { afterEach, describe, expect, it } from 'vitest';
import { type OwnCertificate, ownCertificate } from '../support/certificates.js';
import { callFor, driverAt } from '../support/ipp.js';
import { needs } from '../support/needs.js';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
async function start(options: Partial<IppPrintersOptions> = {}): Promise<IppPrinters> {
  const printers = await startIppPrinters({ printers: [{ id: 'P1', blanks: 10 }], ...options });
  open.push(printers);
  return printers;
}
const send = (uri: string, options: Partial<IppPrinterOptions>) =>
  driverAt(uri, { timeoutMs: 2000, ...options }).send(callFor('j1'));

const pair = ({ key, cert }: OwnCertificate) => ({ key, cert });

describe.skipIf(needs('openssl') === undefined)('IPP over TLS', () => {
  const here = ownCertificate('IP:127.0.0.1');
  const other = ownCertificate('IP:127.0.0.1');

  it('prints where an authority stands for the printer, or its certificate is pinned', async () => {
    for (const tls of [
      { ca: here.cert },
      { pins: [here.fingerprint] },
      { pins: [other.fingerprint, here.fingerprint.replaceAll(':', '').toLowerCase()] },
      { ca: [other.cert, here.cert], pins: [here.fingerprint] },
    ]) {
      const printers = await start({ tls: pair(here) });
      expect(printers.uri('P1')).toMatch(/^ipps:/);
      expect(await send(printers.uri('P1'), { tls })).toMatchObject({ outcome: 'printed' });
    }
  });

  it('sends nothing, not even a password, to a printer that cannot prove who it is', async () => {
    const printers = await start({ tls: pair(here) });
    let asked = 0;
    const login = () => {
      asked++;
      return { user: 'office', password: 'made-up-password' };
    };
    for (const [tls, reason] of [
      [undefined, /^no connection: DEPTH_ZERO_SELF_SIGNED_CERT$/],
      [{ ca: other.cert }, /^no connection: [A-Z_]*(SELF_SIGNED|VERIFY|SIGNATURE)[A-Z_]*$/],
      [{ pins: [other.fingerprint] }, /not pinned/],
      [{ ca: here.cert, pins: [other.fingerprint] }, /not pinned/],
      [
        { ca: other.cert, pins: [here.fingerprint] },
        /^no connection: [A-Z_]*(SELF_SIGNED|VERIFY|SIGNATURE)[A-Z_]*$/,
      ],
    ] as const) {
      const outcome = await send(printers.uri('P1'), { ...(tls && { tls }), login });
      expect(outcome).toEqual({ outcome: 'unavailable', reason: expect.stringMatching(reason) });
    }
    expect(asked).toBeGreaterThan(0);
    expect(printers.record.map(({ type }) => type)).toEqual(['loaded']);
  });

  it('checks the name in a certificate, with a pin as well', async () => {
    const named = ownCertificate('DNS:printer.example');
    const printers = await start({ tls: pair(named) });
    for (const tls of [{ ca: named.cert }, { pins: [named.fingerprint] }])
      expect(await send(printers.uri('P1'), { tls })).toMatchObject({ outcome: 'unavailable' });
    for (const tls of [{ ca: named.cert }, { pins: [named.fingerprint] }])
      expect(
        await send(printers.uri('P1'), { tls: { ...tls, serverName: 'printer.example' } }),
      ).toMatchObject({ outcome: 'printed' });
  });

  it('does not fall back to a connection without TLS', async () => {
    const plain = await start();
    const uri = plain.uri('P1').replace('ipp:', 'ipps:');
    expect(await send(uri, { tls: { ca: here.cert } })).toMatchObject({ outcome: 'unavailable' });
    const secure = await start({ tls: pair(here) });
    // Nor is a printer of TLS spoken to without it.
    expect(await send(secure.uri('P1').replace('ipps:', 'ipp:'), {})).toMatchObject({
      outcome: 'unavailable',
    });
    for (const { record } of [plain, secure]) expect(record.map(({ type }) => type)).toEqual(['loaded']);
  });
});

describe('a printer that wants a password', () => {
  const login = { user: 'office', password: 'made-up-password' };

  it('gets it from the resolver for each request, and tells nobody', async () => {
    const printers = await start({ login });
    const control = ippControl({ uri: printers.uri('P1'), login: () => login });
    expect(await control.printer()).toMatchObject({ outcome: 'done', value: { state: 'idle' } });
    expect(await send(printers.uri('P1'), { login: async () => login })).toMatchObject({
      outcome: 'printed',
    });
    const wrong = await send(printers.uri('P1'), { login: () => ({ ...login, password: 'made-up-wrong' }) });
    expect(wrong).toEqual({ outcome: 'unavailable', reason: 'HTTP status 401' });
    expect(await send(printers.uri('P1'), {})).toEqual({ outcome: 'unavailable', reason: 'HTTP status 401' });
    const failing = await send(printers.uri('P1'), {
      login: () => {
        throw new Error('made-up-password is locked');
      },
    });
    expect(failing).toEqual({ outcome: 'unavailable', reason: 'the password could not be read' });
    const colon = await send(printers.uri('P1'), { login: () => ({ user: 'a:b', password: '' }) });
    expect(colon).toEqual({ outcome: 'unavailable', reason: 'the password could not be read' });
    expect(JSON.stringify([printers.record, wrong, failing])).not.toContain('made-up');
  });
});
