import { enWatch, type WatchCopy } from './en-watch';
import type { InBoth } from './locale';
import { zhCnWatch } from './zh-cn-watch';

/** WATCH is loaded with watched folders, the settings page, and addresses that ask for an upload. */
export const WATCH: InBoth<WatchCopy> = { en: enWatch, 'zh-CN': zhCnWatch };
