/** What managers read about wall screens. */
export const walls = {
	title: 'Wall screens',
	lead: 'A television or tablet that shows your boards to everybody who passes. Nobody is signed in on it, it reads and never writes, and what it shows is made by the server for whoever may see it.',
	none: 'No screen is paired yet.',
	managersOnly: 'Only managers look after wall screens.',
	pair: 'Pair a screen',
	pairHow: 'Open /tv under Daybreak’s address on the screen. It shows a code of eight letters.',
	code: 'Code on the screen',
	look: 'Look it up',
	asks: (device: string, address: string, clock: string) => `${device} at ${address} asks since ${clock}.`,
	/** Where the server itself runs. */
	ownComputer: 'the server’s own computer',
	check: 'Is that the screen in front of you? Then give it a name and say who passes it.',
	other: 'Another code',
	name: 'Name',
	nameHint: 'Such as “Front desk wall” or “Break room”',
	boards: 'Boards',
	zone: 'Who passes it',
	zones: {
		'staff-only': {
			label: 'Staff only',
			about: 'Safe words of a title, patients’ initials, first names of owners'
		},
		mixed: { label: 'Staff and patients', about: 'The kind of task, first names of owners, due times' },
		public: { label: 'Anybody', about: 'Counts and nothing else' }
	},
	inches: 'Screen, in inches',
	metres: 'Farthest seat, in metres',
	seatHint: (title: number) => `Titles become ${title} of 1,080 lines high.`,
	size: (inches: number, metres: number) => `${inches} inches, seen from ${metres} m`,
	theme: 'Look',
	themes: { light: 'Light, for a bright room', dark: 'Dark, for a dim one' },
	submit: 'Show the boards there',
	save: 'Save',
	cancel: 'Cancel',
	change: 'Change…',
	reading: 'Ask “can you read this?”',
	asked: (name: string) => `${name} shows two lines to read for a minute and a half.`,
	remove: 'Turn it dark…',
	removeTitle: (name: string) => `Turn ${name} dark?`,
	removeHow: 'It shows nothing from now on and asks to be paired again.',
	removeNow: 'Turn it dark',
	live: 'Showing now',
	seen: (when: string) => `Last seen ${when}`,
	menuFor: (name: string) => `What to do with ${name}`
} as const;
