/** What stands in the tab, and how Daybreak calls itself. */
export const page = {
	title: (name: string) => `${name} · Daybreak`,
	product: 'Daybreak',
	skip: 'Skip to the content',
	skipLabel: 'Shortcut past the top of the page',
	notFetched: 'This part of Daybreak could not be fetched. Check the connection.',
	again: 'Try again'
} as const;
