import { CHROMIUM_ARGS, findChromium } from '../../scripts/chromium.mjs';

/** chromiumLaunch gives the launch options that every browser test uses. */
export async function chromiumLaunch(): Promise<{ executablePath?: string; args: string[] }> {
	const executablePath = await findChromium();
	return { ...(executablePath !== undefined && { executablePath }), args: [...CHROMIUM_ARGS] };
}
