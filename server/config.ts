import { accessSync, constants, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import * as v from 'valibot';
import { SHORTEST_SECRET } from './ops/secrets.ts';

export interface Config {
	/** 0 lets the operating system choose. */
	readonly port: number;
	/** Null listens on every address of the machine. */
	readonly host: string | null;
	readonly dataDir: string;
	/** Paths of PEM files; null serves http. */
	readonly tls: { readonly cert: string; readonly key: string } | null;
	/** The addresses that people use, such as `https://board.practice.com`, when they differ from what the server sees. */
	readonly origins: readonly string[];
	/** Addresses or networks of proxies whose `X-Forwarded-…` headers count. */
	readonly trustedProxies: readonly string[];
	/** Whether another machine may read and write unencrypted, because whoever runs the server said so in words. */
	readonly clearText: 'refused' | 'tolerated';
	/** For so many years every line of the record is kept. */
	readonly recordYears: number;
	/** The folder where the record's end is written down once a day. */
	readonly recordHeads: string;
	/** Off for benchmarks only: a client may then write as fast as it can. */
	readonly syncRate: 'on' | 'off';
	/** What seals secrets in the database; null takes the one of the data folder. */
	readonly secret: string | null;
}

/** What is wrong with the environment, one line a variable. */
export class ConfigError extends Error {
	readonly lines: readonly string[];

	constructor(lines: readonly string[]) {
		super(lines.join('\n'));
		this.lines = lines;
	}
}

const commaList = v.pipe(
	v.string(),
	v.transform((list) => list.split(',').flatMap((item) => item.trim() || []))
);

/** Long, so that nobody sets it in passing. */
const CLEAR_TEXT_WORDS = 'i-understand-that-anyone-on-the-network-can-read-this';

/** 45 CFR 164.316(b)(2)(i): six years. */
export const FEWEST_YEARS = 6;

const readableFile = v.pipe(v.string(), v.check(isReadable, 'names a file that cannot be read'));

const ENVIRONMENT = v.object({
	PORT: v.pipe(
		v.optional(v.string(), '3000'),
		v.check((port) => /^\d{1,5}$/.test(port) && Number(port) < 65_536, 'must be a number from 0 to 65535'),
		v.transform(Number)
	),
	HOST: v.optional(v.string()),
	DATA_DIR: v.optional(v.string(), './data'),
	TLS_CERT: v.optional(readableFile),
	TLS_KEY: v.optional(readableFile),
	ORIGIN: v.pipe(
		v.optional(commaList, ''),
		v.checkItems(isOrigin, 'must list addresses such as https://board.practice.com, without a path')
	),
	TRUST_PROXY: v.pipe(
		v.optional(commaList, ''),
		v.checkItems(isAddress, 'must list addresses or networks such as 10.0.0.2 or 10.0.0.0/8')
	),
	CLEAR_TEXT: v.optional(v.literal(CLEAR_TEXT_WORDS, `must be left out, or be the words ${CLEAR_TEXT_WORDS}`)),
	RECORD_YEARS: v.pipe(
		v.optional(v.string(), String(FEWEST_YEARS)),
		v.check(
			(years) => /^\d{1,3}$/.test(years) && Number(years) >= FEWEST_YEARS,
			`must be a number of years, ${FEWEST_YEARS} or more`
		),
		v.transform(Number)
	),
	RECORD_HEADS_DIR: v.optional(v.string()),
	SYNC_RATE: v.optional(v.picklist(['on', 'off'], 'must be on or off'), 'on'),
	SECRET: v.optional(
		v.pipe(v.string(), v.minLength(SHORTEST_SECRET, `must have at least ${SHORTEST_SECRET} characters`))
	)
});

/** Settings that nobody should see in a list of processes: each may also be the content of the file in `…_FILE`. */
const SECRET_SETTINGS = ['SECRET'] as const;

/**
 * Reads the environment; a variable that is set to nothing counts as not set.
 *
 * @throws {ConfigError} naming every variable that is wrong, not just the first.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
	const { set, lines } = withFiles(
		Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
	);
	const parsed = v.safeParse(ENVIRONMENT, set);
	for (const issue of parsed.issues ?? []) lines.push(`${v.getDotPath(issue)?.split('.')[0]} ${issue.message}`);
	if (!set.TLS_CERT !== !set.TLS_KEY) {
		lines.push(`${set.TLS_CERT ? 'TLS_KEY' : 'TLS_CERT'} is missing: https needs both TLS_CERT and TLS_KEY`);
	}
	if (!parsed.success || lines.length > 0) throw new ConfigError([...new Set(lines)]);
	const { PORT, HOST, DATA_DIR, TLS_CERT, TLS_KEY, ORIGIN, TRUST_PROXY, SYNC_RATE, SECRET } = parsed.output;
	const { CLEAR_TEXT, RECORD_YEARS, RECORD_HEADS_DIR } = parsed.output;
	return {
		port: PORT,
		host: HOST ?? null,
		dataDir: DATA_DIR,
		tls: TLS_CERT && TLS_KEY ? { cert: TLS_CERT, key: TLS_KEY } : null,
		origins: ORIGIN,
		trustedProxies: TRUST_PROXY,
		clearText: CLEAR_TEXT ? 'tolerated' : 'refused',
		recordYears: RECORD_YEARS,
		recordHeads: RECORD_HEADS_DIR ?? join(DATA_DIR, 'record-heads'),
		syncRate: SYNC_RATE,
		secret: SECRET ?? null
	};
}

type Settings = Record<string, string | undefined>;

/** Reads `X_FILE` as X. */
function withFiles(env: Settings): { readonly set: Settings; readonly lines: string[] } {
	const set = { ...env };
	const lines: string[] = [];
	for (const name of SECRET_SETTINGS) {
		const path = env[`${name}_FILE`];
		if (path === undefined) continue;
		if (env[name] !== undefined) lines.push(`${name}_FILE and ${name} are both set: keep one of them`);
		else if (!isReadable(path)) lines.push(`${name}_FILE names a file that cannot be read`);
		else set[name] = readFileSync(path, 'utf8').trim();
	}
	return { set, lines };
}

function isReadable(path: string): boolean {
	try {
		accessSync(path, constants.R_OK);
		return true;
	} catch {
		return false;
	}
}

function isOrigin(text: string): boolean {
	return /^https?:$/.test(URL.parse(text)?.protocol ?? '') && new URL(text).origin === text;
}

function isAddress(text: string): boolean {
	const [address = '', bits, more] = text.split('/');
	const family = isIP(address);
	if (family === 0 || more !== undefined) return false;
	return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
