import { enStorage, type StorageCopy } from './en-storage';
import type { InBoth } from './locale';
import { zhCnStorage } from './zh-cn-storage';

/** STORAGE is loaded when something is wrong with it. */
export const STORAGE: InBoth<StorageCopy> = { en: enStorage, 'zh-CN': zhCnStorage };
