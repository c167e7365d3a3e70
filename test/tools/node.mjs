/** Throws a readable message if Node is older than Vite and Vitest need. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const isEnough = major === 20 ? minor >= 19 : major === 22 ? minor >= 12 : major > 22;
  if (!isEnough) throw new Error(`wise-link needs Node 20.19 or 22.12, or newer; this is ${process.versions.node}.`);
}
