/**
 * Answers requests for the status in the page while no customer is logged in. The bank would answer 401 too, but the browser
 * would print that as an error in the console.
 */
export function answerBeforeLogIn(isLoggedIn: () => Promise<boolean>): void {
  const { fetch } = window;
  window.fetch = async (target, init) => {
    const { pathname } = new URL(target instanceof Request ? target.url : target, location.href);
    if (pathname !== '/api/wise/status' || (await isLoggedIn())) return fetch(target, init);
    return Response.json({ code: 'session_required', retryable: true }, { status: 401 });
  };
}
