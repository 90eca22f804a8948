/** The pages of `docs/`, for messages: who reads them may have no checkout. */
export const DOCS = "https://github.com/cwasm-cache/cwasm-cache/blob/main/docs";
