/** What the locked screen, and what leads to it, says. */
export const lock = {
	title: 'Locked',
	who: (name: string) => `${name} is signed in here.`,
	closing: 'Sending what you changed…',
	pin: 'Your PIN',
	pinHint: 'Six digits',
	password: 'Your password',
	unlock: 'Unlock',
	usePasskey: 'Use a passkey',
	noPasskey: 'No passkey was shown. Try again, or use another way.',
	usePassword: 'Use your password',
	usePin: 'Use your PIN',
	offline: 'Unlocking needs the server, and it cannot be reached.',
	offlineHow: 'What you changed is kept on this device. This page tries again by itself.',
	again: 'Try again',
	switchPerson: 'Switch person',
	delete: 'Delete the last digit',
	digit: (digit: string) => `Digit ${digit}`,
	noPinYet: 'A six-digit PIN is quicker: set one in your menu once you are in.',
	missing: { pin: 'Enter your six digits.', password: 'Enter your password.' },
	soon: (seconds: number) => `This screen locks in ${seconds} s.`,
	soonHow: 'Nobody has touched it for a while. Press any key, or touch the screen, to go on.',
	stay: 'Stay signed in',
	noKey: 'Connect to open',
	noKeyHow:
		'The boards on this device are locked, and the key is with your practice’s server, which cannot be reached. What you changed is kept.',
	menu: {
		lock: 'Lock screen',
		pin: 'PIN for this screen…',
		devices: 'Trusted devices…'
	},
	setPin: {
		title: 'PIN for the locked screen',
		why: 'Six digits that open your locked screen on every device. Your password works as well.',
		pin: 'New PIN',
		password: 'Your password',
		save: 'Set PIN',
		cancel: 'Cancel',
		done: 'Your PIN is set.',
		close: 'Close'
	},
	devices: {
		title: 'Trusted devices',
		why: 'A trusted device opens boards without the network after a restart, for up to twelve hours, while the person who used it has not locked it. Trust only machines that stay in the practice.',
		none: 'No device is trusted yet.',
		name: 'Name of this device',
		trust: 'Trust this device',
		distrust: 'Stop trusting',
		by: (name: string, day: string) => `trusted by ${name}, ${day}`,
		close: 'Close'
	}
} as const;
