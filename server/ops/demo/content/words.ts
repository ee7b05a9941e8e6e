/** Who refers patients to the practice, who pays, and who treats: all invented. */
export const DOCTORS = [
	'Dr. Okafor',
	'Dr. Lindqvist',
	'Dr. Haddad',
	'Dr. Moreau',
	'Dr. Castellano',
	'Dr. Iyer',
	'Dr. Brandt',
	'Dr. Whitfield',
	'Dr. Sato',
	'Dr. Novak',
	'Dr. Pereira',
	'Dr. Galloway',
	'Dr. Amadi',
	'Dr. Fenwick'
] as const;

export const PAYERS = [
	'Medicare',
	'Medicaid',
	'the PPO plan',
	'the HMO plan',
	"workers' comp",
	'the auto carrier',
	'the union fund',
	'the marketplace plan',
	'the Medicare supplement'
] as const;

export const THERAPISTS = ['Lee', 'Priya', 'Sam', 'Grace'] as const;
