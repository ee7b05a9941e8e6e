/** What the page about people says. */
export const people = {
	title: 'People',
	lead: 'Everybody with a sign-in at this practice. Nobody is ever deleted: what they did stays under their name.',
	managersOnly: 'Only managers can open this page.',
	roles: { manager: 'Manager', staff: 'Staff', viewer: 'Viewer', none: 'No boards' },
	privacyOfficer: 'Privacy officer',
	allBoards: 'All boards',
	noBoards: 'No board',
	you: 'you',
	disabled: 'Disabled',
	more: (name: string) => `Change ${name}`,
	rights: {
		role: 'Role',
		roles: {
			staff: 'Staff: work on their boards',
			viewer: 'Viewer: only read their boards',
			manager: 'Manager: all boards and settings',
			none: 'No boards'
		},
		departments: 'Departments',
		privacyOfficer: 'Privacy officer',
		privacyOfficerHow: 'Reads the practice’s record: who did and saw what.'
	},
	change: {
		open: 'Change name, role, departments…',
		title: (name: string) => `Change ${name}`,
		name: 'Name',
		atOnce: 'It counts at once, also where they have a board open.',
		submit: 'Save',
		cancel: 'Cancel'
	},
	disable: {
		open: 'Disable…',
		title: (name: string) => `Disable ${name}?`,
		what: [
			'They are signed out everywhere at once, and cannot sign in.',
			'Boards on their devices are deleted as soon as those reach the server.',
			'Invitations they handed out stop working.',
			'Their cards stay theirs until somebody takes them over. Their name stays in the history.',
			'You can enable them again at any time.'
		],
		submit: 'Disable',
		cancel: 'Cancel'
	},
	enable: 'Enable again',
	link: {
		once: 'It is shown only now. Copy it before you leave this page.',
		copy: 'Copy link',
		copied: 'Copied'
	},
	invite: {
		title: 'Invite somebody',
		lead: 'They get a link that works once, for seven days. Hand it over yourself; Daybreak sends no mail.',
		name: 'Name',
		email: 'E-mail',
		submit: 'Make the link',
		made: (name: string) => `The link for ${name}`,
		another: 'Invite another person'
	},
	pending: {
		title: 'Open invitations',
		none: 'No invitation is open.',
		until: (day: string) => `until ${day}`,
		revoke: 'Withdraw',
		revokeLabel: (name: string) => `Withdraw the invitation of ${name}`
	}
} as const;
