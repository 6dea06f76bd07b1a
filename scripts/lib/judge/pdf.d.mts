export function openedUp(pdf: Uint8Array): string;
