/**
 * What somebody did to a card. Each phrase goes on after their name: a language puts its verb there, and everything else
 * in the order that it likes.
 */
export const history = {
	daybreak: 'Daybreak',
	anotherBoard: 'another board',
	/** Between words that somebody wrote in one text at several places. */
	gap: ' … ',
	shortened: (words: string) => `${words}…`,
	created: (column: string) => `added it to ${column}`,
	moved: (from: string, to: string) => `moved it from ${from} to ${to}`,
	finished: (from: string, to: string) => `finished it: ${from} to ${to}`,
	takenUp: (from: string, to: string) => `took it up again: ${from} to ${to}`,
	movedWithin: (column: string) => `moved it within ${column}`,
	owner: {
		gone: 'left it without an owner',
		takenOff: (who: string) => `took it off ${who}`,
		taken: 'took it',
		given: (who: string) => `gave it to ${who}`,
		handed: (from: string, to: string) => `handed it from ${from} to ${to}`
	},
	due: {
		cleared: 'cleared the due time',
		made: (when: string) => `made it due ${when}`,
		changed: (from: string, to: string) => `changed the due time from ${from} to ${to}`
	},
	category: (name: string) => `set the category to ${name}`,
	noCategory: 'cleared the category',
	priority: {
		routine: 'set the priority to routine',
		urgent: 'set the priority to urgent',
		asap: 'set the priority to as soon as possible',
		stat: 'set the priority to at once'
	},
	patient: (reference: string) => `set the patient reference to ${reference}`,
	noPatient: 'cleared the patient reference',
	blocked: 'marked it as blocked',
	unblocked: 'marked it as no longer blocked',
	comment: { added: 'commented', edited: 'changed a comment', removed: 'removed a comment' },
	label: {
		added: (label: string) => `added the label ${label}`,
		removed: (label: string) => `removed the label ${label}`
	},
	step: {
		added: 'added a checklist item',
		removed: 'removed a checklist item',
		edited: 'changed a checklist item',
		ticked: 'ticked a checklist item',
		unticked: 'unticked a checklist item',
		moved: 'moved a checklist item'
	},
	archived: 'archived it',
	broughtBack: 'brought it back from the archive',
	claimed: 'was on it',
	claimLeft: 'left it for others',
	help: { asked: 'asked for help', came: 'said that help had come' },
	left: (board: string) => `handed it over to ${board}`,
	came: (board: string, column: string) => `brought it from ${board} to ${column}`,
	cameFor: (board: string, column: string, who: string) => `brought it from ${board} to ${column}, for ${who}`,
	removed: 'removed it',
	title: { edited: 'retitled it', taken: 'retitled it, taking out' },
	description: { edited: 'edited the description', taken: 'edited the description, taking out' }
} as const;
