/** What the operations allow, in UTF-16 units. The server's hard limits are four times these. */
export const LIMITS = {
	title: 200,
	description: 20_000,
	comment: 4_000,
	patient: 40,
	reason: 200,
	columnTitle: 60,
	label: 40,
	item: 200,
	/** Comments on one card. */
	comments: 500,
	/** Checklist items on one card. */
	items: 125,
	/** Labels on one card. */
	labels: 25,
	/** Columns of one board. */
	columns: 30,
	/** Cards that one gesture may change: the update of so many stays well below what the server takes at once. */
	atOnce: 1_000
} as const;
