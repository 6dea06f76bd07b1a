/** Turns millimetres into points. @internal */
export const points = (mm: number): number => (mm * 72) / 25.4;

/** Writes a number as PDF takes it, to a thousandth. @internal */
export const num = (value: number): string => String(Math.round(value * 1000) / 1000);

/** Writes a colour's operands. @internal */
export function rgb(color: string): string {
  const part = (at: number) => num(Number.parseInt(color.slice(at, at + 2), 16) / 255);
  return `${part(1)} ${part(3)} ${part(5)}`;
}

/** Where millimetres from a top left lie in points from a bottom left. @internal */
export interface Frame {
  readonly left: number;
  readonly top: number;
}

/** Writes a literal string. @internal */
export function literal(codes: string): string {
  return `(${/[\\()]/.test(codes) ? codes.replace(/[\\()]/g, '\\$&') : codes})`;
}

/** Millimetres of two dots of a card printer of 300 dots an inch: scanners lose what is narrower. @internal */
export const LEAST_MODULE_MM = 0.169;
