import type { Attachment } from 'svelte/attachments';

/** Where a dragged row would land: in front of this one, or behind all of them. */
type Told = (from: number, to: number) => void;

/**
 * Puts the rows of a list in order by their handles, `[data-handle]`, with mouse and finger. Nothing moves before it is
 * let go; until then a line shows where it would land.
 *
 * @param moved hears the row's index before and after, counted without the row itself.
 */
export function dragsRows(moved: Told): Attachment<HTMLElement> {
	return (list) => {
		let from = -1;
		let to = -1;
		const rows = () => [...list.children] as HTMLElement[];

		function show() {
			rows().forEach((row, i) => {
				row.toggleAttribute('data-dragged', i === from);
				const target = from >= 0 && to !== from && others(rows(), from)[to] === row;
				const behind = from >= 0 && to === rows().length - 1 && to !== from && others(rows(), from).at(-1) === row;
				if (target || behind) row.setAttribute('data-drop', target ? 'before' : 'after');
				else row.removeAttribute('data-drop');
			});
		}

		function onDown(event: PointerEvent) {
			const handle = (event.target as Element).closest<HTMLElement>('[data-handle]');
			if (!handle || event.button !== 0) return;
			from = to = rows().findIndex((row) => row.contains(handle));
			handle.setPointerCapture(event.pointerId);
		}

		function onMove({ clientY }: PointerEvent) {
			if (from < 0) return;
			to = others(rows(), from).filter((row) => middleOf(row) < clientY).length;
			show();
		}

		function end(event: PointerEvent) {
			const [was, is] = [from, to];
			from = to = -1;
			show();
			if (was >= 0 && was !== is && event.type === 'pointerup') moved(was, is);
		}

		list.addEventListener('pointerdown', onDown);
		list.addEventListener('pointermove', onMove);
		list.addEventListener('pointerup', end);
		list.addEventListener('pointercancel', end);
		return () => {
			list.removeEventListener('pointerdown', onDown);
			list.removeEventListener('pointermove', onMove);
			list.removeEventListener('pointerup', end);
			list.removeEventListener('pointercancel', end);
		};
	};
}

const others = (rows: readonly HTMLElement[], from: number) => rows.filter((_, i) => i !== from);

function middleOf(row: HTMLElement): number {
	const { top, height } = row.getBoundingClientRect();
	return top + height / 2;
}
