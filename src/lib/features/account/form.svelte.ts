import { tick } from 'svelte';
import { Problem } from '$lib/client/api.ts';
import { sentenceFor } from './problem-words.ts';

/** What is wrong, by the field's path: `manager.email`. */
export type FieldErrors = Readonly<Record<string, string | undefined>>;

/** A form on its way to the server: what is wrong where, and whether it is on its way. */
export class Form {
	errors = $state.raw<FieldErrors>({});
	/** What is wrong with no field in particular. */
	problem = $state('');
	busy = $state(false);

	/**
	 * Sends what `check` finds nothing wrong with. Whatever is wrong stands beside its field afterwards, and the
	 * first such field has the focus.
	 *
	 * @returns whether it was sent and taken.
	 */
	async submit(form: HTMLFormElement, check: () => FieldErrors, send: () => Promise<unknown>): Promise<boolean> {
		if (this.busy) return false;
		this.errors = check();
		this.problem = '';
		if (Object.values(this.errors).some(Boolean)) {
			await focusFirstError(form);
			return false;
		}
		this.busy = true;
		try {
			await send();
			return true;
		} catch (error) {
			if (error instanceof Problem && error.field) this.errors = { [error.field]: sentenceFor(error) };
			else this.problem = sentenceFor(error, true);
			await focusFirstError(form);
			return false;
		} finally {
			this.busy = false;
		}
	}
}

async function focusFirstError(form: HTMLFormElement): Promise<void> {
	await tick();
	form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
