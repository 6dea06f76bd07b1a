export { locateSignature, signedAttributes, embedSignature, type PreparedPdf } from './prepared-pdf.js';
export { preparePdf, type PreparePdfOptions } from './prepare-pdf.js';
