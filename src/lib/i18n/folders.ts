import { enFolders, type FoldersCopy } from './en-folders';
import type { InBoth } from './locale';
import { zhCnFolders } from './zh-cn-folders';

/** FOLDERS is loaded with the first dialog that chooses a folder. */
export const FOLDERS: InBoth<FoldersCopy> = { en: enFolders, 'zh-CN': zhCnFolders };
