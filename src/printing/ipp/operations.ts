/**
 * Operation codes of RFC 8011 §5.4.15 and RFC 3995 §6.1. Named here and nowhere else, so that a misspelt operation cannot reach a printer:
 * the compiler refuses it. @internal
 */
export const operations = {
  'Print-Job': 0x0002,
  'Validate-Job': 0x0004,
  'Create-Job': 0x0005,
  'Send-Document': 0x0006,
  'Cancel-Job': 0x0008,
  'Get-Job-Attributes': 0x0009,
  'Get-Jobs': 0x000a,
  'Get-Printer-Attributes': 0x000b,
  'Hold-Job': 0x000c,
  'Release-Job': 0x000d,
  'Create-Printer-Subscriptions': 0x0016,
  'Renew-Subscription': 0x001a,
  'Cancel-Subscription': 0x001b,
  'Get-Notifications': 0x001c,
} as const;

/** Names an operation. @internal */
export type Operation = keyof typeof operations;

/** Status codes of RFC 8011 appendix B on which loket decides something. @internal */
export const statuses = {
  ok: 0x0000,
  eventsComplete: 0x0007,
  badRequest: 0x0400,
  notAuthorized: 0x0403,
  notPossible: 0x0404,
  notFound: 0x0406,
  entityTooLarge: 0x0408,
  formatNotSupported: 0x040a,
  valuesNotSupported: 0x040b,
  charsetNotSupported: 0x040d,
  compressionNotSupported: 0x040f,
  documentFormatError: 0x0411,
  internalError: 0x0500,
  operationNotSupported: 0x0501,
  versionNotSupported: 0x0503,
  busy: 0x0507,
} as const;

/** Job states of RFC 8011 §5.3.7. @internal */
export const jobStates = {
  pending: 3,
  held: 4,
  processing: 5,
  stopped: 6,
  canceled: 7,
  aborted: 8,
  completed: 9,
} as const;

/** Printer states of RFC 8011 §5.4.11. @internal */
export const printerStates = { idle: 3, processing: 4, stopped: 5 } as const;
