// The library ships no types; these are the parts of it that the codec uses.
declare module 'ipp-encoder' {
  export interface EncodedMessage {
    readonly version: { readonly major: number; readonly minor: number };
    readonly operationId?: number;
    readonly statusCode?: number;
    readonly requestId: number;
    readonly groups: readonly {
      readonly tag: number;
      readonly attributes: readonly {
        readonly tag: number;
        readonly name: string;
        readonly value: readonly unknown[];
      }[];
    }[];
  }

  const encoder: {
    readonly STATUS_CODES: Readonly<Record<number, string>>;
    readonly response: {
      readonly decode: { (bytes: Buffer): EncodedMessage; readonly bytes: number };
      encode(message: EncodedMessage, into: Buffer): Buffer;
      encodingLength(message: EncodedMessage): number;
    };
  };
  export default encoder;
}
