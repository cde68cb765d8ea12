import { enFiles, type FilesCopy } from './en-files';
import type { InBoth } from './locale';
import { zhCnFiles } from './zh-cn-files';

/** FILES is loaded with the Files page. */
export const FILES: InBoth<FilesCopy> = { en: enFiles, 'zh-CN': zhCnFiles };
