/** Whether the search over all boards stands open; several buttons and a key open it. */
class Opened {
	open = $state(false);
}

export const everywhere = new Opened();
