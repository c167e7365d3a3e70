import { startWise } from './server.js';

const { WISE_PORT, PARTNER_ORIGIN } = process.env;

const wise = await startWise({
  ...(WISE_PORT && { port: Number(WISE_PORT) }),
  ...(PARTNER_ORIGIN && { partnerOrigin: PARTNER_ORIGIN }),
});
console.log(`Wise simulator: ${wise.url}`);
