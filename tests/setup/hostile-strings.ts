/** Text that something on its way might take for more than text; each must show as it was typed, everywhere. */

const SQL = [
	...["'", "''", "' OR '1'='1", "'; DROP TABLE activity; --", '" OR ""="', '1; DELETE FROM people', 'NULL', "x'00'"],
	...['%', '_', '\\', "') UNION SELECT password_hash FROM people --", '$1', ':name', '?', '@p']
];
const FORMULAS = [
	...['=1+1', '=HYPERLINK("http://evil.test","Pay")', '+1+1', '-1+1', '@SUM(A1:A9)', "=cmd|' /C calc'!A0", '\t=1+1'],
	...['"=1+1"', ';=1+1', ',=1+1', "'=1+1", '-2+3+cmd|x']
];
const MARKUP = [
	...[
		'<b>bold</b>',
		'<script>window.hostile=1</script>',
		'<img src=x onerror="window.hostile=1">',
		'<svg onload="hostile=1">'
	],
	...[
		'<svg><script>hostile=1</script></svg>',
		'<a href="javascript:hostile=1">x</a>',
		'<iframe src="javascript:hostile=1">'
	],
	...['<style>*{display:none}</style>', '</title><script>hostile=1</script>', '</script><script>hostile=1</script>'],
	...['<!--', '-->', '<![CDATA[x]]>', '&lt;b&gt;', '&#x3C;b&#x3E;', '&amp;', '<input autofocus onfocus=hostile=1>'],
	...[
		'<math><mtext><img src=x onerror=hostile=1>',
		'"><img src=x onerror=hostile=1>',
		"'><img src=x onerror=hostile=1>"
	],
	...[
		'` onmouseover=hostile=1',
		'<details open ontoggle=hostile=1>',
		'<base href="//evil.test/">',
		'<meta http-equiv=refresh>'
	],
	...['<template><img src=x>', '<object data="x">', '<form action="//evil.test"><input>', '<plaintext>', '<x', '<']
];
const SCRIPT = [
	...[
		'javascript:hostile=1',
		'${hostile=1}',
		'{{constructor.constructor("hostile=1")()}}',
		'{@html "<b>"}',
		'{hostile}',
		'#{7*7}'
	],
	...[
		'<%= 7*7 %>',
		'__proto__',
		'constructor',
		'prototype',
		'toString',
		'hasOwnProperty',
		'{"__proto__":{"hostile":1}}'
	],
	...[
		'[object Object]',
		'undefined',
		'null',
		'NaN',
		'true',
		'0',
		'-0',
		'1e309',
		'%s%n%d',
		'%00',
		'\\u0000',
		'../../etc/passwd'
	]
];
const LETTERS = [
	'\u202Egnirts desrever', // turned around
	'a\u2066b\u2069c',
	'zero\u200Bwidth\u200Djoined\uFEFF',
	'e\u0301 combined, é composed',
	'Z\u0351\u036B\u0343\u036Aa\u0328\u0321\u0321l\u035Bg\u0300o\u0301',
	'👩‍👩‍👧‍👦 👍🏽 🏳️‍🌈 🇺🇸',
	'مرحبا بالعالم',
	'שלום 123',
	'日本語テキスト',
	'İstanbul ß ﬁ',
	'“curly” ‘quotes’ … — –',
	'\u00A0no-break\u00A0',
	'\uFFFD\uFFFF',
	'line one\u2028line two\u2029line three',
	'{"at":"2026-01-01","level":"error","event":"forged"}',
	'text\r\n{"level":"info","event":"forged"}',
	'CRLF\r\nSet-Cookie: hostile=1',
	'bell\u0007 escape\u001B[31mred',
	'x'.repeat(199),
	'W'.repeat(120)
];

export const HOSTILE_STRINGS: readonly string[] = [...SQL, ...FORMULAS, ...MARKUP, ...SCRIPT, ...LETTERS];
