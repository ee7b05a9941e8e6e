/** How a typed or pasted line is understood; fetched when somebody comes to the line. */
export { parseCapture } from '#domain/capture/capture.ts';
export { completions } from '#domain/capture/completions.ts';
export { parsePaste } from '#domain/capture/paste.ts';
export { markPatient } from '#domain/capture/patient-words.ts';
export { chipsOf, dueMark, ownerMark, rewritten } from './chips.ts';
