/** How long a board stays open that was opened in an emergency. */
export const EMERGENCY_MS = 60 * 60_000;

/** Letters of the reason: a few words that a manager can follow up, not a letter. */
export const EMERGENCY_REASON = { least: 10, most: 500 } as const;
