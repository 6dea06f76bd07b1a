const endOfAttributes = 0x03;
const firstValueTag = 0x10;
/** Lengths that RFC 8010 §3.9 fixes: integer, boolean, enum, dateTime, resolution, rangeOfInteger. */
const fixedLength: Readonly<Record<number, number>> = {
  33: 4,
  34: 1,
  35: 4,
  49: 11,
  50: 9,
  51: 8,
};
const withLanguage = [0x35, 0x36];
/** More is no printer's answer, and each costs memory. */
const maxValues = 200_000;

/**
 * Tells where the attributes of an IPP message (RFC 8010 §3.1) end, `undefined` when its lengths do not add up. The
 * decoder behind trusts lengths, and a negative one would send it round in circles. @internal
 */
export function endOfMessage(bytes: Buffer): number | undefined {
  let place = 8;
  if (bytes.length < place + 1 || (bytes[place] ?? 0) >= firstValueTag) return undefined;
  for (let values = 0; values < maxValues; values++) {
    const tag = bytes[place];
    if (tag === undefined) return undefined;
    place++;
    if (tag === endOfAttributes) return place;
    if (tag < firstValueTag) continue;
    // A tag of four bytes follows 0x7f; nobody has defined one, and the decoder reads single bytes.
    if (tag >= 0x7f) return undefined;
    const afterName = afterText(bytes, place);
    const afterValue = afterName === undefined ? undefined : afterText(bytes, afterName);
    if (afterName === undefined || afterValue === undefined) return undefined;
    const length = afterValue - afterName - 2;
    if (fixedLength[tag] !== undefined && fixedLength[tag] !== length) return undefined;
    if (withLanguage.includes(tag)) {
      const language = afterText(bytes, afterName + 2);
      if (language === undefined || afterText(bytes, language) !== afterValue) return undefined;
    }
    place = afterValue;
  }
  return undefined;
}

function afterText(bytes: Buffer, place: number): number | undefined {
  if (place + 2 > bytes.length) return undefined;
  const end = place + 2 + bytes.readUInt16BE(place);
  // The decoder reads lengths as signed.
  return end - place - 2 > 0x7fff || end > bytes.length ? undefined : end;
}
