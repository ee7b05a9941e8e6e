/**
 * Preloaded into a server that npm starts: ends it in good order when the shell between npm and it is gone.
 *
 * A SIGTERM to `npm start` ends npm and its `sh`, and Debian's `sh` passes nothing on: the server would stay, holding
 * the port and the database. `exec` in the script line would do as well, were it not unknown on Windows.
 */
const LOOK_EVERY_MS = 250;

const parent = process.ppid;

const look = setInterval(() => {
	if (process.ppid === parent) return;
	clearInterval(look);
	process.kill(process.pid, 'SIGTERM');
}, LOOK_EVERY_MS);

look.unref();
