/**
 * Testing: what a host's own tests need. A clock that stands still, a signer and a printer that do as they are told,
 * and the contracts that adapters keep.
 *
 * @module testing
 */
export type { BlobStore } from '../internal/blobs.js';
export { isLoketError, LoketError, type LoketErrorCode, type LoketErrorDetails } from '../internal/errors.js';
export type { Issue } from '../internal/issue.js';
export { blobContract } from './blob-contract.js';
export type { ContractCase } from './contract-case.js';
export { type FakeOutage, type FakeSigner, type FakeSignerOptions, fakeSigner } from './fake-signer.js';
export { memoryBlobs } from './memory-blobs.js';
export { type PrinterRig, printerContract } from './printer-contract.js';
export { type ProviderRig, signatureProviderContract } from './provider-contract.js';
export {
  type SimulatedCard,
  type SimulatedCardPrinter,
  type SimulatedCardPrinterOptions,
  type SimulatedCardTrouble,
  simulatedCardPrinter,
} from './simulated-card-printer.js';
export { storeContract } from './store-contract.js';
export { type TestClock, testClock } from './test-clock.js';
export { type VirtualPrinter, type VirtualPrinterOptions, virtualPrinter } from './virtual-printer.js';
