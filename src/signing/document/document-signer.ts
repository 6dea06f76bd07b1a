import type { EpochMs } from '../../internal/time.js';

/** Asks a service to sign a document. */
export interface DocumentCall {
  /** Names the signing request; the same for every attempt. */
  readonly requestId: string;
  /** Counts from 1. */
  readonly attempt: number;
  /** The document that is to be signed, or was. */
  readonly pdf: Uint8Array;
  readonly at: EpochMs;
  /** Aborted at the deadline. */
  readonly signal: AbortSignal;
}

/** What came of asking a service to sign a document. */
export type DocumentOutcome =
  | {
      readonly outcome: 'ok';
      readonly pdf: Uint8Array;
      /** The service's own name for what it signed. */
      readonly documentId?: string | undefined;
      /** Milliseconds that the service took. */
      readonly tookMs?: number | undefined;
    }
  | {
      /**
       * `rejected`: refused for good. `unavailable`: surely not signed. `unknown`: sent, and no answer came that can be
       * read.
       */
      readonly outcome: 'rejected' | 'unavailable' | 'unknown';
      readonly reason: string;
      readonly documentId?: string | undefined;
      readonly tookMs?: number | undefined;
    };

/** What a service signed for a request, as far as it can tell. */
export type DocumentsFound =
  | {
      /** All that it signed for the request; none when it signed nothing. */
      readonly outcome: 'known';
      readonly documents: readonly { readonly pdf: Uint8Array; readonly documentId?: string | undefined }[];
    }
  | { readonly outcome: 'unknown'; readonly reason: string };

/**
 * Signs whole documents: the port behind which a service stands that takes a PDF and gives it back signed. Calling it
 * twice may make two signed documents, so it is never simply called again. Expected troubles are outcomes; a call that
 * throws counts as of unknown outcome.
 */
export interface DocumentSigner {
  /** Signs a document. */
  signDocument(call: DocumentCall): Promise<DocumentOutcome>;
  /** Tells everything that the service signed for a request; leave it out where the service cannot tell. */
  findSigned?(
    call: DocumentCall & {
      /** Names that the service gave in answers so far. */
      readonly documentIds: readonly string[];
    },
  ): Promise<DocumentsFound>;
  /** Tells whether the service works: signs a synthetic document, or asks it as much as it can. */
  probe(call: Pick<DocumentCall, 'at' | 'signal'>): Promise<boolean>;
}
