/** Said to two people who changed one thing of a card, one of them without the network, neither knowing of the other. */
export const meetings = {
	text: {
		title: {
			mine: (who: string, card: string) =>
				`${who} wrote in the title of “${card}” too while you were offline. It has the words of both.`,
			theirs: (who: string, card: string) =>
				`${who}, offline, wrote in the title of “${card}” too. It has the words of both.`
		},
		description: {
			mine: (who: string, card: string) =>
				`${who} wrote in the description of “${card}” too while you were offline. It has the words of both.`,
			theirs: (who: string, card: string) =>
				`${who}, offline, wrote in the description of “${card}” too. It has the words of both.`
		},
		step: {
			mine: (who: string, card: string) =>
				`${who} wrote in a step of “${card}” too while you were offline. It has the words of both.`,
			theirs: (who: string, card: string) =>
				`${who}, offline, wrote in a step of “${card}” too. It has the words of both.`
		}
	},
	wasPutAway: {
		mine: (who: string, card: string) =>
			`${who} archived “${card}” while you were offline. Your changes are kept on it.`,
		theirs: (who: string, card: string) =>
			`${who}, offline, changed “${card}”, which you archived. The changes are kept on it.`
	},
	putAway: {
		mine: (who: string, card: string) =>
			`${who} changed “${card}”, which you archived offline. The changes are kept on it.`,
		theirs: (who: string, card: string) =>
			`${who}, offline, archived “${card}”, which you changed. Your changes are kept on it.`
	},
	field: {
		owner: 'Owner',
		due: 'Due',
		category: 'Category',
		priority: 'Priority',
		patient: 'Patient',
		blocked: 'Blocked'
	},
	mineHolds: (field: string, card: string, holds: string, who: string, lost: string) =>
		`${field} of “${card}” is ${holds}, as you chose. ${who} had chosen ${lost} at the same time.`,
	theirsHolds: (field: string, card: string, holds: string, who: string, lost: string) =>
		`${field} of “${card}” is ${holds}, as ${who} chose. You had chosen ${lost} at the same time.`,
	nothing: 'nothing',
	/** A value that was thrown away before anybody else saw it. */
	other: 'something else',
	left: (who: string, card: string, board: string) =>
		`${who} changed “${card}” without knowing that you handed it over to ${board}. The changes did not go along; ${who} has them back.`,
	another: 'another board'
} as const;
