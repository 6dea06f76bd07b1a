import type { EpochMs } from '../../internal/time.js';
import { oids } from '../../signing/pades/oids.js';
import { testTsa } from '../test-tsa.js';
import { requests } from './csc-requests.js';
import { type Reply, refuse } from './csc-service.js';

/** The step `signatures/timestamp`, by an authority of the server's own. */
export function timestamps(validFrom: EpochMs, validUntil: EpochMs) {
  const authority = testTsa(validFrom, validUntil);
  let serial = 0;
  return {
    root: authority.root,
    stamp(input: unknown, at: EpochMs): Reply {
      const parsed = requests.timestamp().safeParse(input);
      if (!parsed.success) return refuse('invalid_request', 'Malformed request');
      const { hash, hashAlgo, nonce } = parsed.data;
      const digest = Buffer.from(hash, 'base64');
      if (hashAlgo !== oids.sha256 || digest.length !== 32)
        return refuse('invalid_request', 'Invalid parameter hashAlgo');
      serial += 1;
      const token = authority.token({
        digest,
        nonce: nonce === undefined ? undefined : Buffer.from(nonce, 'hex'),
        at,
        serial,
      });
      return { status: 200, body: { timestamp: Buffer.from(token).toString('base64') } };
    },
  };
}
