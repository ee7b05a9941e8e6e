/** A row of a pasted spreadsheet, and the pasted line on which it begins. */
export interface TableRow {
	readonly line: number;
	readonly cells: readonly string[];
}

export type Table = readonly TableRow[];

/**
 * Takes a pasted spreadsheet apart. A cell with a tab, a line break or a quotation mark in it comes in quotation
 * marks, its own ones doubled. Rows with nothing in them are left out.
 */
export function tableOf(text: string): Table {
	const rows: { line: number; cells: string[] }[] = [];
	let [line, at] = [1, 0];
	while (at < text.length) {
		const row = { line, cells: [] as string[] };
		for (;;) {
			const cell = cellAt(text, at);
			row.cells.push(cell.value);
			line += cell.value.split('\n').length - 1;
			at = cell.end;
			if (text[at] !== '\t') break;
			at += 1;
		}
		at += text.startsWith('\r\n', at) ? 2 : 1;
		line += 1;
		if (row.cells.some((cell) => cell.trim() !== '')) rows.push(row);
	}
	return rows;
}

function cellAt(text: string, at: number): { value: string; end: number } {
	const quoted = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)/y;
	quoted.lastIndex = at;
	const match = quoted.exec(text);
	if (match) return { value: match[1]!.replaceAll('""', '"'), end: at + match[0].length };
	const plain = /[^\t\r\n]*/y;
	plain.lastIndex = at;
	const value = plain.exec(text)![0];
	return { value, end: at + value.length };
}
