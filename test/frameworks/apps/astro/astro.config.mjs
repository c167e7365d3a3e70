// A file for each page.
export default { build: { format: 'file' } };
