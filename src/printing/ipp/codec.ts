import encoder from 'ipp-encoder';
import { endOfMessage } from './frame.js';

/** Value tags of RFC 8010 §3.5.2 that loket writes. @internal */
export const tags = {
  noValue: 0x13,
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  range: 0x33,
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mime: 0x49,
} as const;

/** Names the group tags of RFC 8010 §3.5.1 and RFC 3995 §12. @internal */
export const groupTags = {
  operation: 1,
  job: 2,
  printer: 4,
  unsupported: 5,
  subscription: 6,
  event: 7,
} as const;

/** One value of an attribute, as far as loket reads it. @internal */
export type IppValue = string | number | boolean;

/** An attribute with its type and values. @internal */
export interface IppAttribute {
  readonly tag: number;
  readonly name: string;
  readonly values: readonly IppValue[];
}

/** A group of attributes. @internal */
export interface IppGroup {
  readonly tag: number;
  readonly attributes: readonly IppAttribute[];
}

/** A request or an answer: `code` is the operation of one, the status of the other. @internal */
export interface IppMessage {
  readonly version: { readonly major: number; readonly minor: number };
  readonly code: number;
  readonly requestId: number;
  readonly groups: readonly IppGroup[];
}

/** Makes an attribute. @internal */
export function attribute(tag: keyof typeof tags, name: string, ...values: IppValue[]): IppAttribute {
  return { tag: tags[tag], name, values };
}

/** Writes a message, without the document that may follow it. @internal */
export function encode({ version, code, requestId, groups }: IppMessage): Buffer {
  const message = {
    version,
    statusCode: code,
    requestId,
    groups: groups.map(({ tag, attributes }) => ({
      tag,
      attributes: attributes.map(({ tag, name, values }) => ({ tag, name, value: values })),
    })),
  };
  return encoder.response.encode(message, Buffer.alloc(encoder.response.encodingLength(message)));
}

/** Reads a message and what follows it; `undefined` when it is none. @internal */
export function decode(bytes: Buffer): (IppMessage & { readonly data: Buffer }) | undefined {
  const end = endOfMessage(bytes);
  if (end === undefined) return undefined;
  try {
    const message = encoder.response.decode(bytes.subarray(0, end));
    return {
      version: message.version,
      code: message.statusCode ?? -1,
      requestId: message.requestId,
      groups: message.groups.map(({ tag, attributes }) => ({
        tag,
        attributes: attributes.map(({ tag, name, value }) => ({ tag, name, values: value.map(plain) })),
      })),
      data: bytes.subarray(end),
    };
  } catch {
    return undefined;
  }
}

/** Names a status, as `server-error-busy`. @internal */
export function statusName(code: number): string {
  return encoder.STATUS_CODES[code] ?? `status 0x${code.toString(16).padStart(4, '0')}`;
}

/** Collects the attributes of a group by name; the first of a name counts. @internal */
export function attributesOf(group: IppGroup | undefined): Readonly<Record<string, readonly IppValue[]>> {
  const found: Record<string, readonly IppValue[]> = Object.create(null);
  for (const { name, tag, values } of group?.attributes ?? []) {
    // Out of band values (RFC 8010 §3.5.2) stand for the lack of one.
    if (!(name in found) && tag >= 0x20) found[name] = values;
  }
  return found;
}

function plain(value: unknown): IppValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  const text = (value as { value?: unknown } | null)?.value;
  return typeof text === 'string' ? text : String(value);
}
