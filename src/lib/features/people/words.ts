/** What the page about people says. */
export const WORDS = {
	title: 'People',
	lead: 'Everybody who can open a board of this practice.',
	managersOnly: 'Only managers can open this page.',
	roles: { manager: 'Manager', staff: 'Staff', viewer: 'Viewer', none: 'No boards' },
	allBoards: 'All boards',
	noBoards: 'No board yet',
	you: 'you',
	disabled: 'Left the practice',
	invite: {
		title: 'Invite somebody',
		lead: 'They get a link that works once, for seven days. Hand it over yourself; Daybreak sends no mail.',
		name: 'Name',
		email: 'E-mail',
		role: 'Role',
		roleStaff: 'Staff: the boards of their departments',
		roleManager: 'Manager: all boards, and inviting people',
		departments: 'Departments',
		submit: 'Make the link',
		made: (name: string) => `The link for ${name}`,
		once: 'It is shown only now. Copy it before you leave this page.',
		copy: 'Copy link',
		copied: 'Copied',
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
