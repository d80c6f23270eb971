// What a reader is told where a file has not come. A browser may keep a failed module for as long as the page is open, hence the last words.

export const TRY_AGAIN = 'Check the connection, then try again or reload the page.';
