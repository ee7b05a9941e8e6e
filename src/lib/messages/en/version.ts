export const version = {
	ready: 'New version ready',
	reload: 'Reload'
} as const;
