/** Where a person goes after signing in: where they wanted to, if that is a page of ours, else to their first board. */
export function pathAfterSignIn(wanted: string | null): string {
	return wanted && /^\/(?![/\\])/.test(wanted) ? wanted : '/';
}

/** @param ended the session ended while the person worked, so the page says what happened. */
export function signInPath(from: { readonly pathname: string; readonly search: string }, ended: boolean): string {
	const to = `${from.pathname}${from.search}`;
	const query = new URLSearchParams({ ...(to === '/' ? {} : { to }), ...(ended ? { ended: '' } : {}) });
	return query.size === 0 ? '/sign-in' : `/sign-in?${query}`;
}
