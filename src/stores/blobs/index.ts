/**
 * Blobs in a folder: files kept by their content, such as PDF documents, which a store's rows name by reference.
 *
 * It does not delete, and does not encrypt.
 *
 * @module stores/blobs
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
export { type FolderBlobs, type FolderBlobsOptions, folderBlobs } from './folder-blobs.js';
