/** The sheet of shortcuts, and how keys are called. */
export const shortcuts = {
	title: 'Keyboard shortcuts',
	close: 'Close',
	menu: 'Keyboard shortcuts…',
	single: 'Single-key shortcuts',
	singleHow: 'Turn them off when you speak to this device, or when keys do things you did not mean.',
	or: 'or',
	places: {
		anywhere: 'Anywhere',
		board: 'On the board',
		card: 'On a card that has the focus',
		carry: 'While a card is picked up'
	},
	what: {
		help: 'Show these shortcuts',
		search: 'Search all boards and the archive',
		capture: 'Write a new card',
		filter: 'Filter the board',
		close: 'Close the open card',
		undo: 'Take back what you did last',
		walk: 'Go from card to card',
		ends: 'Go to the first or last card of the column',
		open: 'Open the card',
		pickUp: 'Pick the card up',
		mark: 'Select the card, or no longer',
		markOn: 'Select on the way',
		unmark: 'Select nothing',
		carry: 'Move it one place, or one column',
		carryFar: 'Move it to the top or the bottom',
		drop: 'Put it down here',
		putBack: 'Put it back'
	},
	/** What stands on a key where its own name does not; the second is for the ear. */
	keys: {
		ArrowUp: ['↑', 'Up arrow'],
		ArrowDown: ['↓', 'Down arrow'],
		ArrowLeft: ['←', 'Left arrow'],
		ArrowRight: ['→', 'Right arrow'],
		Home: ['Home', 'Home'],
		End: ['End', 'End'],
		Enter: ['Enter', 'Enter'],
		Escape: ['Esc', 'Escape'],
		' ': ['Space', 'Space'],
		Shift: ['Shift', 'Shift'],
		Control: ['Ctrl', 'Control'],
		Meta: ['⌘', 'Command']
	}
} as const;
