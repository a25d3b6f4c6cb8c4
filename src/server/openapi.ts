/** What the server knows, as OpenAPI 3.1. */
export async function openApi(version: string): Promise<unknown> {
  return { openapi: '3.1.0', info: { title: 'adctl', version }, paths: {} };
}
