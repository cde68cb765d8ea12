import { enHelp, type HelpCopy } from './en-help';
import type { InBoth } from './locale';
import { zhCnHelp } from './zh-cn-help';

/** HELP is loaded with the help page. */
export const HELP: InBoth<HelpCopy> = { en: enHelp, 'zh-CN': zhCnHelp };
