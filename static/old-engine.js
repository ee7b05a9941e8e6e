/* eslint no-var: off -- the browsers that this is for know nothing newer. */
// A television keeps its browser for years. Written for the oldest: where the wall's page could not run, a page says so.
(function () {
	if (location.pathname.indexOf('/tv') !== 0) return;
	if (
		'replaceAll' in String.prototype &&
		window.EventSource &&
		window.fetch &&
		'noModule' in document.createElement('script')
	)
		return;
	var words = {
		heading: 'This browser is too old for a wall screen',
		what: 'Daybreak needs Chrome, Edge or a television browser of the year 2020 or later (Chromium 85).',
		how: 'Update the television, or put a small computer or streaming stick with a current browser behind it and open this address there.'
	};
	document.addEventListener('DOMContentLoaded', function () {
		var body = document.body;
		body.innerHTML = '';
		body.style.cssText = 'margin:8%;font:32px/1.4 sans-serif;background:#fff;color:#111';
		add(body, 'h1', words.heading);
		add(body, 'p', words.what);
		add(body, 'p', words.how);
	});
	function add(to, tag, text) {
		var element = document.createElement(tag);
		element.style.margin = '0 0 0.6em';
		element.appendChild(document.createTextNode(text));
		to.appendChild(element);
	}
})();
