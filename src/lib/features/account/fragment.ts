/**
 * Takes the secret out of the address: from the fragment, which no server log sees, and then out of the address bar
 * and its history, where the next person at this computer would.
 */
export function takeFragment(forget: () => void): string {
	const secret = location.hash.slice(1);
	if (secret) forget();
	return secret;
}
