// Vite gives the nonce to the tags that it adds.
export default { html: { cspNonce: '__NONCE__' } };
