/**
 * PAdES: signs PDFs as baseline B-B, or B-T with a {@link Timestamper}, with a key file, a remote service, or a signer of
 * your own behind the port {@link RawSigner}. Needs the optional peers `@peculiar/asn1-cms`, `@peculiar/asn1-pfx`,
 * `@peculiar/asn1-schema`, `@peculiar/asn1-tsp` and `@peculiar/asn1-x509`; to prepare a PDF also `@cantoo/pdf-lib`, and
 * for a QR code `qr`.
 *
 * It makes no validation data (B-LT) yet, and of foreign documents it judges only answers to documents of ours.
 *
 * @module signing/pades
 */
export type { BlobStore } from '../../internal/blobs.js';
export {
  isLoketError,
  LoketError,
  type LoketErrorCode,
  type LoketErrorDetails,
} from '../../internal/errors.js';
export type { Issue } from '../../internal/issue.js';
export type { Refusal, RefusalCode } from '../../internal/refusal.js';
export type { EpochMs } from '../../internal/time.js';
export type { SignatureCall, SignatureOutcome, SignatureProvider } from '../provider.js';
export type { PathFault } from './certificate-path.js';
export type { UpdateFault } from './compare-update.js';
export { type PdfTemplate, pdfString, pdfTemplate, placeFor } from './pdf-template.js';
export { type Pkcs12SignerOptions, pkcs12Signer } from './pkcs12-signer.js';
export { type PreparePdfOptions, preparePdf } from './prepare-pdf.js';
export {
  embedSignature,
  locateSignature,
  type PreparedPdf,
  type SignedAttributes,
  signedAttributes,
} from './prepared-pdf.js';
export { type PadesProviderOptions, padesProvider } from './provider.js';
export { type QrDrawer, qrDrawer } from './qr-drawing.js';
export type {
  RawDescribeCall,
  RawFailure,
  RawSignCall,
  RawSigner,
  SignatureHash,
  SigningIdentity,
} from './raw-signer.js';
export type { CmsFault } from './read-cms.js';
export {
  checkReceipt,
  type ReceiptExpectation,
  type ReceiptFault,
  type ReceiptVerdict,
  type SignerCertificate,
} from './receipt.js';
export { checkTimestampToken, type TokenExpectation, type TokenVerdict } from './timestamp-token.js';
export type { TimestampCall, Timestamper, TimestampOutcome } from './timestamper.js';
export { type HttpTimestamperOptions, httpTimestamper } from './timestamper-http.js';
export type { VisibleSignature } from './visible.js';
