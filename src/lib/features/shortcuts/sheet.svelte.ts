/** The sheet of shortcuts: one for the whole app, opened by its key and from the person's menu. */
class Sheet {
	open = $state(false);
}

export const sheet = new Sheet();
