/**
 * One sentence for an error of a server that could not listen, with the command that starts it at another port; undefined for any
 * other error. The servers' own errors are Node's, with a code and the port, and Vite's, with only a message.
 */
export function takenPort(error, otherwise = withVariable) {
  const { code, port, message } = Object(error);
  const taken = code === 'EADDRINUSE' ? port : /^Port (\d+) is already in use$/.exec(message)?.[1];
  if (taken === undefined) return undefined;
  return `Port ${taken} is in use: stop the program that uses it, or choose another port, as with ${otherwise(String(taken), Number(taken) + 10)}.`;
}

/** The command that starts the demo with another port. */
function withVariable(taken, other) {
  return `${taken === (process.env.WISE_PORT ?? '4200') ? 'WISE_PORT' : 'PORT'}=${other} npm start`;
}
